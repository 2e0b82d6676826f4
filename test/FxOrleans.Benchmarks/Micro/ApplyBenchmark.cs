using BenchmarkDotNet.Attributes;
using FxOrleans.Pricing;

namespace FxOrleans.Benchmarks.Micro;

/// <summary>A decision on nine live sources, each quote a little different from the last.</summary>
public class ApplyBenchmark
{
    private const int Sources = 9;
    private static readonly CurrencyPair Pair = CurrencyPair.Parse("USD/EUR");
    private readonly PairPrice _price = new(Pair, new PricingPolicy(), 1);
    private readonly Quote[] _quotes = new Quote[Sources * 64];
    private ClockReading _now;
    private int _next;

    [GlobalSetup]
    public void Setup()
    {
        _now = ClockReading.Now(TimeProvider.System);
        var sources = Enumerable.Range(0, Sources).Select(number => new QuoteSource($"Source{number}", SourceKind.Live)).ToArray();
        for (var i = 0; i < _quotes.Length; i++)
        {
            var mid = 0.88022588m + (i * 7 % 101 * 0.0000001m);
            if (!Quote.TryCreate(sources[i % Sources], Pair, mid - 0.00004m, mid, mid + 0.00004m, _now.Wall, out _quotes[i], out var fault))
            {
                throw new InvalidOperationException($"{fault}");
            }
        }
    }

    [Benchmark]
    public bool Apply()
    {
        _next = _next + 1 == _quotes.Length ? 0 : _next + 1;
        return _price.Apply(_quotes[_next], _now, out _);
    }
}
