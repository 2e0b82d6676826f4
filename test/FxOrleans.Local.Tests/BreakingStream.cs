using System.Runtime.CompilerServices;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Local.Tests;

/// <summary>A streaming provider whose connections each give one quote and break, now and then in another way.</summary>
internal sealed class BreakingStream : IStreamingRateProvider
{
    private int _connections;

    public QuoteSource Source { get; } = Given.Live("Stream");

    public ProviderTerms Terms { get; } = new() { Interval = TimeSpan.FromSeconds(1), Timeout = TimeSpan.FromSeconds(1) };

    public int Connections => Volatile.Read(ref _connections);

    public Task<ProviderAnswer> FetchAsync(CancellationToken cancel) => throw new InvalidOperationException("It is not asked.");

    public async IAsyncEnumerable<ProviderAnswer> StreamAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        var connection = Interlocked.Increment(ref _connections);
        await Task.Yield();
        yield return new ProviderAnswer([Given.Quote("BTC/USD", 60_000m + connection, Given.Now.AddMilliseconds(connection), Source)], []);
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
