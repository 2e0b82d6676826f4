namespace FxOrleans.Pricing;

/// <summary>
/// Who is asked when live sources are too few to outvote a liar: sources of other kinds or times that do not vote, each group
/// with one voice, a currency's peg, and the last price. Each holds a value plausible within a band around its own.
/// </summary>
internal sealed class Witnesses(PricingPolicy policy, CurrencyPair pair, Volatility volatility)
{
    /// <summary>
    /// The band is the floor and this many standard deviations of the market's move in the witness's age: six, at which a normal
    /// market errs once in 500 million, and a real one, whose days of eight sigma come every few years, seldom.
    /// </summary>
    private const double BandSigmas = 6;

    /// <summary>
    /// A lone source is disbelieved only beyond this many floors (10 % for currencies): the fixings of 1999 to 2026 have such a
    /// day only in crashes, a broken feed nearly always.
    /// </summary>
    private const double ImpossibleFloors = 20;

    /// <summary>Beyond this age a witness knows nothing any more.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(30);

    private readonly double _usual = Square(AssetClassDefaults.YearlyVolatility(pair));
    private readonly bool _hasPeg = Pegs.TryGet(pair, out _, out _);
    private readonly double _pegLow = Pegs.TryGet(pair, out var low, out _) ? low : 0;
    private readonly double _pegHigh = Pegs.TryGet(pair, out _, out var high) ? high : 0;
    private readonly double _floor = policy.OutlierFloor * AssetClassDefaults.Width(pair);

    /// <summary>Hears everybody on <paramref name="value"/>.</summary>
    /// <param name="value">The value in question.</param>
    /// <param name="slots">All sources, with the verdicts so far.</param>
    /// <param name="voters">How many voters each group has; a group that votes is no witness.</param>
    /// <param name="anchor">The last price.</param>
    /// <param name="now">The moment.</param>
    /// <param name="lone">Asked of a lone source: only the impossible is held against it.</param>
    public WitnessScore Hear(double value, ReadOnlySpan<SourceSlot> slots, ReadOnlySpan<int> voters, in ReferencePrice anchor, ClockReading now, bool lone)
    {
        var (@for, against, nearest) = (0.0, 0.0, double.PositiveInfinity);
        for (var i = 0; i < slots.Length; i++)
        {
            ref readonly var slot = ref slots[i];
            if (IsWitness(slot, now) && voters[slot.Group] == 0 && IsSpokesman(slots, i, now))
            {
                Ask(slot.Value, slot.Age(now), 1);
            }
        }

        if (_hasPeg)
        {
            // At the near edge of the band, or where it is inside.
            Ask(Math.Clamp(value, _pegLow, _pegHigh), TimeSpan.Zero, 1);
        }

        var (independent, contrary) = (@for, against);
        if (anchor.Exists)
        {
            Ask(anchor.Value, now.Monotonic - anchor.At, anchor.Voice(now.Monotonic, policy.HoldFor));
        }

        return new WitnessScore(@for, against, independent, contrary, nearest);

        void Ask(double truth, TimeSpan age, double voice)
        {
            var band = Band(age, lone);
            var distance = (Math.Max(value, truth) / Math.Min(value, truth)) - 1;
            nearest = Math.Min(nearest, distance / band);
            if (distance <= band)
            {
                @for += voice;
            }
            else
            {
                against += voice;
            }
        }
    }

    /// <summary>What to call a quote that is held back: a past day's, or the name of the mistake that some witness's value gives it, if any does.</summary>
    public Verdict Blame(in SourceSlot held, ReadOnlySpan<SourceSlot> slots, ReadOnlySpan<int> voters, in ReferencePrice anchor, ClockReading now)
    {
        var value = held.Value;
        var name = anchor.Exists ? FaultClassifier.Name(value, anchor.Value, pair, held.Timestamp) : Verdict.Outlier;
        for (var i = 0; i < slots.Length && name == Verdict.Outlier; i++)
        {
            if (IsWitness(slots[i], now) && voters[slots[i].Group] == 0)
            {
                name = FaultClassifier.Name(value, slots[i].Value, pair, held.Timestamp);
            }
        }

        return held.RepeatsPastDay && name != Verdict.Redenominated ? Verdict.WrongDay : name;
    }

    private static bool IsWitness(in SourceSlot slot, ClockReading now) =>
        slot.Verdict is Verdict.Superseded or Verdict.Stale && slot.Age(now) <= Oldest;

    // Of a group that copies one another the newest speaks; of two as new, the first by name.
    private static bool IsSpokesman(ReadOnlySpan<SourceSlot> slots, int index, ClockReading now)
    {
        ref readonly var speaker = ref slots[index];
        for (var i = speaker.Group; i < slots.Length; i++)
        {
            ref readonly var other = ref slots[i];
            if (i != index && other.Group == speaker.Group && IsWitness(other, now)
                && (other.Timestamp != speaker.Timestamp
                    ? other.Timestamp > speaker.Timestamp
                    : string.CompareOrdinal(other.Quote.Source.Name, speaker.Quote.Source.Name) < 0))
            {
                return false;
            }
        }

        return true;
    }

    private static double Square(double value) => value * value;

    private double Band(TimeSpan age, bool lone)
    {
        // Never calmer than its class: quiet weeks come before peg breaks. By the calendar, so that a weekend's news has room.
        var years = Math.Max(0, age.TotalDays) / 365;
        var band = _floor + (BandSigmas * Math.Sqrt(Math.Max(_usual, volatility.YearlyVariance) * years));
        return lone ? Math.Max(band, ImpossibleFloors * _floor) : band;
    }
}
