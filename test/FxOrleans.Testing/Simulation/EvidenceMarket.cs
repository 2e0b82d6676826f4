using FxOrleans.Pricing;

namespace FxOrleans.Testing.Simulation;

/// <summary>
/// One market made from a seed, with all that evidence must be able to hold: live, periodic and daily sources, some of them copies of one another,
/// some frozen, stale, inverted or scaled; disputes, a lost quorum, a restart in the middle, a currency that loses zeros. Gives the evidence
/// of every price that was published; of those that only repeat a price of before a restart there is none.
/// </summary>
public static class EvidenceMarket
{
    /// <summary>Runs the market and calls back with the evidence of each published price.</summary>
    public static void Run(CurrencyPair pair, double truth, ulong seed, Action<LegEvidence> published)
    {
        Price? resumed = null;
        var records = new List<Explanation>();
        var random = new Randomness(seed);
        var policy = new PricingPolicy { ExplainDepth = 4, FrozenQuotes = 3, FrozenAfter = TimeSpan.FromSeconds(2), HoldFor = TimeSpan.FromSeconds(20) };
        var sources = Sources(ref random);
        var price = new PairPrice(pair, policy, 2_000);
        var now = new ClockReading(Given.Now.AddDays(random.Below(7)), TimeSpan.Zero);
        var last = new decimal[sources.Length];
        for (var step = 0; step < 30; step++)
        {
            var passed = TimeSpan.FromTicks(random.Below(4) switch { 0 => 0, 1 => random.Below(20_000_000), 2 => random.Below(100_000_000), _ => 3_000_000_000L * random.Below(40) / 10 });
            now = new ClockReading(now.Wall + passed, now.Monotonic + passed);
            truth *= 1 + (0.0004 * random.Signed());
            truth *= random.Below(60) == 0 ? 0.01 : 1; // A currency that loses two zeros.
            if (random.Below(25) == 0 && price.HasPrice)
            {
                resumed = price.Current;
                price = new PairPrice(pair, policy, price.Epoch + 1, price.Current);
            }

            var index = random.Below(sources.Length);
            var isNew = random.Below(4) == 0
                ? price.Reconsider(now)
                : Quote(ref random, sources[index], pair, truth, last[index], now, out var quote) && price.Apply(quote, now, out _) | Keep(last, index, quote);
            if (isNew && price.Explain(price.Sequence) is { } record)
            {
                records.Add(record);
                var rests = LegEvidence.IsLeftAsItWas(record) ? records.FindLast(earlier => LegEvidence.MayRestOn(record, earlier)) : null;
                if (rests is not null || resumed?.Mid != record.Price!.Value.Mid || resumed.Value.Timestamp != record.Price.Value.Timestamp)
                {
                    published(new LegEvidence(record, Inverted: false) { RestsOn = rests });
                }
            }
        }
    }

    private static bool Keep(decimal[] last, int index, in Quote quote)
    {
        last[index] = quote.Mid;
        return false;
    }

    private static QuoteSource[] Sources(ref Randomness random)
    {
        var sources = new QuoteSource[1 + random.Below(8)];
        var kinds = random.Below(3);
        for (var i = 0; i < sources.Length; i++)
        {
            var kind = kinds == 0 ? SourceKind.Live : (SourceKind)random.Below(3);
            sources[i] = new QuoteSource($"S{i}", kind)
            {
                Group = random.Below(5) == 0 ? "Copies" : $"S{i}",
                Weight = random.Below(3) == 0 ? 0.7 : 1,
                Simulated = random.Below(12) == 0,
            };
        }

        return sources;
    }

    private static bool Quote(ref Randomness random, QuoteSource source, CurrencyPair pair, double truth, decimal last, ClockReading now, out Quote quote)
    {
        var noise = random.Below(15) == 0 ? 0.02 : 0.0008;
        var value = truth * (1 + (noise * random.Signed()));
        value = random.Below(20) switch { 0 => value * 10, 1 => 1 / value, 2 => value / 100, 3 => 1, _ => value };
        var inverted = random.Below(6) == 0;
        value = inverted ? 1 / value : value;
        var digits = 4 + random.Below(6) - (int)Math.Floor(Math.Log10(value));
        var mid = random.Below(5) == 0 && last > 0 ? last : Math.Round((decimal)value, Math.Clamp(digits, 0, 20));
        var half = Math.Round(mid * 0.0001m * random.Below(3), 10);
        var back = source.Kind == SourceKind.Fixing
            ? now.Wall.UtcDateTime.TimeOfDay + TimeSpan.FromDays(random.Below(3))
            : TimeSpan.FromMilliseconds(random.Below(3) == 0 ? random.Below(20_000) : random.Below(300));
        return Pricing.Quote.TryCreate(source, inverted ? pair.Inverse : pair, mid - half, mid, mid + half, now.Wall - back, out quote, out _);
    }
}
