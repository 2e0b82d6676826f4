using FxOrleans.Pricing;

namespace FxOrleans.Testing.Simulation;

/// <summary>
/// One market made from a seed, step by step: live, periodic and daily sources, some of them copies of one another, some frozen, stale, inverted or
/// scaled, quoting in either direction; time that stands still or jumps; a currency that loses zeros.
/// </summary>
public sealed class RandomMarket
{
    private readonly CurrencyPair _pair;
    private readonly QuoteSource[] _sources;
    private readonly decimal[] _last;
    private Randomness _random;
    private readonly double _first;
    private double _truth;

    public RandomMarket(CurrencyPair pair, double truth, ulong seed)
    {
        (_pair, _first, _truth, _random) = (pair, truth, truth, new Randomness(seed));
        _sources = Sources(ref _random);
        _last = new decimal[_sources.Length];
        Now = new ClockReading(Given.Now.AddDays(_random.Below(7)), TimeSpan.Zero);
    }

    /// <summary>The clock at the last step.</summary>
    public ClockReading Now { get; private set; }

    /// <summary>A number for the test's own choices, below that bound.</summary>
    public int Choose(int bound) => _random.Below(bound);

    /// <summary>Lets time pass, and gives what a source says then; null where nobody says anything and the price is to be reconsidered.</summary>
    public Quote? Step()
    {
        var passed = TimeSpan.FromTicks(_random.Below(4) switch { 0 => 0, 1 => _random.Below(20_000_000), 2 => _random.Below(100_000_000), _ => 3_000_000_000L * _random.Below(40) / 10 });
        Now = new ClockReading(Now.Wall + passed, Now.Monotonic + passed);
        _truth *= 1 + (0.0004 * _random.Signed());
        if (_random.Below(60) == 0)
        {
            _truth *= _truth > _first / 10 ? 0.01 : 100; // A currency that loses two zeros; the next time the other one does.
        }

        var index = _random.Below(_sources.Length);
        return _random.Below(4) == 0 ? null : Say(index);
    }

    private Quote? Say(int index)
    {
        var source = _sources[index];
        var noise = _random.Below(15) == 0 ? 0.02 : 0.0008;
        var value = _truth * (1 + (noise * _random.Signed()));
        value = _random.Below(20) switch { 0 => value * 10, 1 => 1 / value, 2 => value / 100, 3 => 1, _ => value };
        var inverted = _random.Below(6) == 0;
        value = inverted ? 1 / value : value;
        var digits = 4 + _random.Below(6) - (int)Math.Floor(Math.Log10(value));
        var mid = _random.Below(5) == 0 && _last[index] > 0 ? _last[index] : Math.Round((decimal)value, Math.Clamp(digits, 0, 20));
        var half = Math.Round(mid * 0.0001m * _random.Below(3), 10);
        var back = source.Kind == SourceKind.Fixing
            ? Now.Wall.UtcDateTime.TimeOfDay + TimeSpan.FromDays(_random.Below(3))
            : TimeSpan.FromMilliseconds(_random.Below(3) == 0 ? _random.Below(20_000) : _random.Below(300));
        if (!Quote.TryCreate(source, inverted ? _pair.Inverse : _pair, mid - half, mid, mid + half, Now.Wall - back, out var quote, out _))
        {
            return null;
        }

        _last[index] = mid;
        return quote;
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
}
