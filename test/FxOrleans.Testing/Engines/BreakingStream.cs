using System.Runtime.CompilerServices;
using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>A streaming provider whose connections each give one quote of BTC/JPY and break, each in another way.</summary>
public sealed class BreakingStream(QuoteSource source) : IStreamingRateProvider
{
    private int _connections;

    public QuoteSource Source { get; } = source;

    public ProviderTerms Terms { get; } = new() { Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1) };

    public int Connections => Volatile.Read(ref _connections);

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) => throw new InvalidOperationException("It is not asked.");

    public async IAsyncEnumerable<ProviderAnswer> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var connection = Interlocked.Increment(ref _connections);
        await Task.Yield();
        yield return new ProviderAnswer([Given.Quote("BTC/JPY", 9_000_000m + connection, TimeProvider.System.GetUtcNow(), Source)], []);
        switch (connection % 3)
        {
            case 0:
                throw new ProviderException(ProviderFailureKind.Unreachable, "It broke.");
            case 1:
                throw new InvalidOperationException("A defect.");
            default:
                yield break;
        }
    }
}
