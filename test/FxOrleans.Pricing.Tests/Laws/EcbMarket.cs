using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>Live sources of one currency that quote at each fixing; fewer than half of them are at fault at once.</summary>
internal sealed class EcbMarket
{
    private readonly CurrencyPair _pair;
    private readonly PairPrice _price;
    private readonly QuoteSource[] _sources;
    private Randomness _random;
    private double _before;

    public EcbMarket(string currency, int sources, Randomness random)
    {
        _pair = Given.Pair($"EUR/{currency}");
        _price = new PairPrice(_pair, new PricingPolicy { ExplainDepth = 0 }, 1);
        _sources = [.. Enumerable.Range(0, sources).Select(number => Given.Live($"S{number}"))];
        _random = random;
        Kept = new bool[sources];
        Faults = new double[sources];
    }

    public ref readonly Price Price => ref _price.Current;

    /// <summary>Whether each source counts in the price.</summary>
    public bool[] Kept { get; }

    /// <summary>How far each source's fault is from the truth, relative; 0 for an honest one.</summary>
    public double[] Faults { get; }

    public void Quote(DateOnly date, double truth, double noise, double faults)
    {
        var at = new DateTimeOffset(date, new TimeOnly(14, 15), TimeSpan.Zero);
        var now = new ClockReading(at, at - DateTimeOffset.UnixEpoch);
        var faulty = 0;
        for (var i = 0; i < _sources.Length; i++)
        {
            var value = truth * (1 + (noise * _random.Normal()));
            Faults[i] = 0;
            if (2 * (faulty + 1) < _sources.Length && _random.Unit() < faults)
            {
                value = Falsify(value);
                Faults[i] = (value / truth) - 1;
                faulty++;
            }

            _price.Apply(Given.Quote(_pair.ToString(), (decimal)value, at, _sources[i]), now, out _);
        }

        var quotes = _price.Explain(now).Quotes;
        for (var i = 0; i < _sources.Length; i++)
        {
            Kept[i] = quotes[i].Kept;
        }

        _before = truth;
    }

    private double Falsify(double value) => _random.Below(8) switch
    {
        0 => value * 10,
        1 => value * 100,
        2 => value / 1000,
        3 => 1 / value,
        4 => value * 1.011,
        5 => value * 0.988,
        6 => _before > 0 ? _before : value * 0.86,
        _ => value * (1 + (0.3 * _random.Signed())),
    };
}
