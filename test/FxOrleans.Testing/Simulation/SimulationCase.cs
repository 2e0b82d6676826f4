using FxOrleans.Pricing;

namespace FxOrleans.Testing.Simulation;

/// <summary>
/// One market with 3 to 9 live sources, fewer than half of which lie, all made from one seed. Honest sources err by up to 0.2 % from a
/// true mid that wanders and may jump. After every quote the price must lie within the honest sources' range, whenever fewer than
/// half of those that have spoken lie; and it must never be called live with fewer sources than the quorum.
/// </summary>
public sealed class SimulationCase
{
    private const int Rounds = 8;
    private const double HonestError = 0.002;

    private static readonly CurrencyPair Pair = CurrencyPair.Parse("EUR/USD");
    private static readonly PricingPolicy Policy = new() { ExplainDepth = 0 };
    private static readonly Lie[] Lies = Enum.GetValues<Lie>()[1..];

    private readonly SimulatedSource[] _all = [.. Enumerable.Range(0, 9).Select(number => new SimulatedSource(number))];
    private readonly int[] _order = new int[9];
    private Randomness _random;
    private PairPrice _price = null!;
    private ClockReading _now;
    private int _count;
    private double _truth;
    private double _conspiracy;

    /// <summary>Prices that were checked to lie within the honest range.</summary>
    public long Checked { get; private set; }

    /// <summary>Quotes that were refused before they were quotes.</summary>
    public long Refused { get; private set; }

    /// <summary>Null when all went well, else what went wrong. The same seed does the same again.</summary>
    public string? Run(ulong seed)
    {
        Begin(seed);
        for (var round = 0; round < Rounds; round++)
        {
            _truth *= 1 + (0.0003 * _random.Signed());
            var jumps = round > 2 && _random.Below(8) == 0;
            if (jumps)
            {
                _truth *= 0.7 + (0.6 * _random.Unit());
            }

            Pass(TimeSpan.FromSeconds(_random.Below(2) * _random.Below(5)));
            Shuffle();
            for (var i = 0; i < _count; i++)
            {
                var source = _all[_order[i]];
                if (_random.Below(3) > 0)
                {
                    Pass(TimeSpan.FromMilliseconds(1 + _random.Below(300)));
                }

                Speak(source, round);

                // While a jump has reached some honest sources and not yet the others, there is no one honest range.
                if ((jumps && i < _count - 1 ? CheckStatus() : Check()) is { } wrong)
                {
                    return $"seed {seed}, round {round}, after {source.Source.Name}: {wrong}";
                }
            }
        }

        return null;
    }

    private void Begin(ulong seed)
    {
        _random = new Randomness(seed);
        _count = 3 + _random.Below(7);
        _truth = Math.Pow(10, -2 + (4 * _random.Unit()));
        _conspiracy = _random.Below(2) == 0 ? 1 + (0.0049 * _random.Signed()) : Math.Pow(10, 2 * _random.Signed());
        _now = new ClockReading(Given.Now, TimeSpan.Zero);
        _price = new PairPrice(Pair, Policy, 1);
        for (var i = 0; i < _count; i++)
        {
            (_order[i], _all[i].Lie, _all[i].From, _all[i].HasSpoken, _all[i].Frozen, _all[i].Rounds) = (i, Lie.None, 0, false, 0, 0);
        }

        Shuffle();
        var liars = _random.Below((_count + 1) / 2);
        var together = _random.Below(2) == 0;
        for (var i = 0; i < liars; i++)
        {
            var source = _all[_order[i]];
            source.Lie = together ? Lie.Collusion : Lies[_random.Below(Lies.Length)];
            source.From = _random.Below(4);
        }
    }

    private void Shuffle()
    {
        for (var i = _count - 1; i > 0; i--)
        {
            var j = _random.Below(i + 1);
            (_order[i], _order[j]) = (_order[j], _order[i]);
        }
    }

    private void Pass(TimeSpan time)
    {
        _now = new ClockReading(_now.Wall + time, _now.Monotonic + time);
        if (_random.Below(4) == 0)
        {
            _price.Reconsider(_now);
        }
    }

    private void Speak(SimulatedSource source, int round)
    {
        var honest = _truth * (1 + (HonestError * _random.Signed()));
        var value = (decimal)(round < source.From ? honest : Falsify(source, honest));
        var half = value * _random.Below(3) * 0.0001m;
        if (source.Lie == Lie.NoQuote && round >= source.From)
        {
            half = _random.Below(2) == 0 ? -half - value : value * 2;
        }

        if (Quote.TryCreate(source.Source, Pair, value - half, value, value + half, _now.Wall, out var quote, out _))
        {
            _price.Apply(quote, _now, out _);
            (source.HasSpoken, source.Value) = (true, value);
        }
        else
        {
            Refused++;
        }
    }

    private double Falsify(SimulatedSource source, double honest)
    {
        source.Rounds++;
        source.Frozen = source.Frozen == 0 ? honest : source.Frozen;
        return source.Lie switch
        {
            Lie.TimesTen => honest * (source.Rounds % 2 == 0 ? 10 : 0.1),
            Lie.TimesHundred => honest * 100,
            Lie.TimesThousand => honest / 1000,
            Lie.Inverted => 1 / honest,
            Lie.Frozen => source.Frozen,
            Lie.Drift => honest * (1 + (0.001 * source.Rounds)),
            Lie.WrongBase => honest * 0.86,
            Lie.Collusion => _truth * _conspiracy,
            Lie.Wild => honest * Math.Pow(10, 3 * _random.Signed()),
            _ => honest,
        };
    }

    private string? Check()
    {
        var (low, high, honest, spoken) = (decimal.MaxValue, 0m, 0, 0);
        for (var i = 0; i < _count; i++)
        {
            var source = _all[i];
            if (source.HasSpoken)
            {
                spoken++;
                if (source.IsHonest)
                {
                    honest++;
                    (low, high) = (Math.Min(low, source.Value), Math.Max(high, source.Value));
                }
            }
        }

        if (2 * honest <= spoken)
        {
            return CheckStatus();
        }

        Checked++;
        return _price.Current.Mid >= low && _price.Current.Mid <= high
            ? CheckStatus()
            : $"{_price.Current.Mid} is outside of {low} to {high}, of {honest} honest among {spoken}; {_price.Explain(_now).ConsensusDiagnostics}";
    }

    private string? CheckStatus() =>
        _price.HasPrice && _price.Current.Quorate != _price.Current.Sources >= Policy.Quorum
            ? $"{_price.Current.Sources} sources are called {(_price.Current.Quorate ? "quorate" : "too few")}"
            : null;
}
