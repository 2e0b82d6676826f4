namespace FxOrleans.Pricing;

/// <summary>An upstream that pushes its quotes over one long connection.</summary>
public interface IStreamingRateProvider : IRateProvider
{
    /// <summary>
    /// Connects once and gives each answer as it comes. Ends when the upstream closes; whoever calls connects again.
    /// </summary>
    /// <exception cref="ProviderException">The connection failed, or what came is no documented answer.</exception>
    IAsyncEnumerable<ProviderAnswer> StreamAsync(CancellationToken cancel);
}
