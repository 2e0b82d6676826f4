using System.Runtime.CompilerServices;
using System.Threading.Channels;

using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>A provider that pushes what a test sends.</summary>
public sealed class StreamingFeed(QuoteSource source) : IStreamingRateProvider
{
    private readonly Channel<Quote> _sent = Channel.CreateUnbounded<Quote>();

    public QuoteSource Source { get; } = source;

    public ProviderTerms Terms { get; } = new() { Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1) };

    public void Send(string pair, decimal mid) =>
        _sent.Writer.TryWrite(Given.Quote(pair, mid, TimeProvider.System.GetUtcNow(), Source));

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) =>
        throw new ProviderException(ProviderFailureKind.Unreachable, "This one only streams.");

    public async IAsyncEnumerable<ProviderAnswer> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var quote in _sent.Reader.ReadAllAsync(cancel))
        {
            yield return new ProviderAnswer([quote], []);
        }
    }
}
