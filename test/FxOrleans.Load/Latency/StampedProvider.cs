using System.Diagnostics;
using System.Runtime.CompilerServices;
using FxOrleans.Pricing;

namespace FxOrleans.Load.Latency;

/// <summary>A provider that pushes a quote every 20 ms and remembers when it did. The quote's number is in its price.</summary>
internal sealed class StampedProvider(int quotes, ManualResetEventSlim start) : IStreamingRateProvider
{
    public const decimal First = 1m;
    public const decimal Each = 0.000001m;
    private readonly CurrencyPair _pair = CurrencyPair.Parse("USD/EUR");

    public long[] Stamps { get; } = new long[quotes];

    public QuoteSource Source { get; } = new("Stamped", SourceKind.Live);

    public ProviderTerms Terms { get; } = new() { Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(5) };

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) => throw new NotSupportedException("It streams.");

    public async IAsyncEnumerable<ProviderAnswer> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        yield return Answer(0);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        var number = 1;
        while (await timer.WaitForNextTickAsync(cancel))
        {
            if (start.IsSet && number < Stamps.Length)
            {
                var answer = Answer(number);
                Stamps[number++] = Stopwatch.GetTimestamp();
                yield return answer;
            }
        }
    }

    private ProviderAnswer Answer(int number)
    {
        var made = Quote.TryCreate(Source, _pair, First + (number * Each), TimeProvider.System.GetUtcNow(), out var quote, out _);
        return made ? new ProviderAnswer([quote], []) : throw new InvalidOperationException("No quote.");
    }
}
