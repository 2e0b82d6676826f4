using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>Asks the provider that knows an institution's rates. Thread-safe.</summary>
public sealed class OfficialReader(IEnumerable<IOfficialRates> sources)
{
    private readonly IOfficialRates[] _sources = [.. sources];

    /// <summary>Whether this node has that provider.</summary>
    internal bool Knows(OfficialSource source) => Array.Exists(_sources, known => known.Source == source);

    /// <summary>A month as JSON, for the cache: <c>{"source","simulated","days":[{"date","rates":{…}}…]}</c>.</summary>
    /// <exception cref="ProviderException">There was no usable answer, or this node has no such provider.</exception>
    internal async Task<byte[]> MonthAsync(OfficialSource source, DateOnly month, CancellationToken cancel)
    {
        var found = Array.Find(_sources, known => known.Source == source)
            ?? throw new ProviderException(ProviderFailureKind.Unreachable, "This node has no such provider.");
        return OfficialMonth.Write(source, found.Simulated, await found.MonthAsync(month, cancel).ConfigureAwait(false));
    }
}
