using System.Runtime.CompilerServices;
using FxOrleans.Pricing;

namespace FxOrleans.Load.Engines;

/// <summary>A provider that pushes so many quotes a second, of one pair after the other, each dated when it was made.</summary>
internal sealed class PacedProvider(int perSecond, int pairs) : IStreamingRateProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    // None is pegged to the yen: a price that is not its peg's would rightly be refused.
    private static readonly Asset Yen = CurrencyPair.Parse("JPY/USD").Base;

    private readonly CurrencyPair[] _pairs =
        [.. AssetCatalog.All.Where(asset => asset != Yen).Take(pairs).Select(asset => new CurrencyPair(Yen, asset))];

    private long _sent;

    public long Sent => Interlocked.Read(ref _sent);

    public QuoteSource Source { get; } = new("Paced", SourceKind.Live);

    public ProviderTerms Terms { get; } = new() { Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(5) };

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) => throw new NotSupportedException("It streams.");

    public async IAsyncEnumerable<ProviderAnswer> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        var next = 0L;
        while (true)
        {
            await Task.Delay(Step, TimeProvider.System, cancel);
            var due = (long)(TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds * perSecond) - Sent;
            var quotes = new List<Quote>();
            for (; quotes.Count < due; next++)
            {
                // Small steps, to and fro.
                var mid = 1m + (0.000001m * (next / _pairs.Length % 1000));
                Quote.TryCreate(Source, _pairs[next % _pairs.Length], mid, TimeProvider.System.GetUtcNow(), out var quote, out _);
                quotes.Add(quote);
            }

            Interlocked.Add(ref _sent, quotes.Count);
            yield return new ProviderAnswer(quotes, []);
        }
    }
}
