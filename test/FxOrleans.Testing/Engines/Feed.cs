using System.Collections.Concurrent;

using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>A provider whose quotes a test sets; asked every few milliseconds, it answers with what is set. Thread-safe.</summary>
public sealed class Feed(QuoteSource source) : IRateProvider
{
    private readonly ConcurrentDictionary<CurrencyPair, Func<Quote>> _quotes = new();
    private long _asked;

    public QuoteSource Source { get; } = source;

    public ProviderTerms Terms { get; init; } = new()
    {
        Interval = TimeSpan.FromMilliseconds(20),
        IntervalIsConfigured = true,
        Timeout = TimeSpan.FromSeconds(1),
    };

    /// <summary>What it fails with; null while it answers.</summary>
    public volatile ProviderException? Failure;

    /// <summary>What is left of its budget, as it says; null where it has none.</summary>
    public int? QuotaLeft { get; set; }

    /// <summary>How often it has been asked.</summary>
    public long Asked => Interlocked.Read(ref _asked);

    /// <summary>Quotes the pair from now on, dated at each answer.</summary>
    public void Say(string pair, decimal mid) => Say(pair, () => mid);

    /// <summary>Quotes the pair from now on with another value at each answer.</summary>
    public void Say(string pair, Func<decimal> mid) =>
        _quotes[Given.Pair(pair)] = () => Given.Quote(pair, mid(), TimeProvider.System.GetUtcNow(), Source);

    /// <summary>Quotes the pair from now on, a little higher at each answer.</summary>
    public void Rise(string pair)
    {
        var mid = 1.0m;
        Say(pair, () => mid += 0.0001m);
    }

    /// <summary>Quotes the pair from now on, always with that date.</summary>
    public void SayAt(string pair, decimal mid, DateTimeOffset at) => _quotes[Given.Pair(pair)] = () => Given.Quote(pair, mid, at, Source);

    /// <summary>Quotes the pair no more.</summary>
    public void Hush(string pair) => _quotes.TryRemove(Given.Pair(pair), out _);

    /// <summary>Quotes nothing any more.</summary>
    public void Hush() => _quotes.Clear();

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel)
    {
        Interlocked.Increment(ref _asked);
        return Failure is { } failure
            ? Task.FromException<ProviderAnswer>(failure)
            : Task.FromResult(new ProviderAnswer([.. _quotes.Values.Select(quote => quote())], []) { QuotaLeft = QuotaLeft });
    }
}
