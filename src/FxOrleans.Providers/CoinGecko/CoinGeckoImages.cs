using System.Collections.Frozen;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// CoinGecko's pictures of coins. They lie on hosts of their own, which get no key, cost no quota, and whose failures are not the
/// API's. Thread-safe.
/// </summary>
public sealed class CoinGeckoImages(CoinGeckoOptions options, Upstreams upstreams) : ICoinImages
{
    private static readonly FrozenSet<string> Hosts =
        new[] { "coin-images.coingecko.com", "assets.coingecko.com" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly Upstream _upstream = upstreams.ForFiles(options);

    public async Task<ReadOnlyMemory<byte>?> ImageAsync(string address, int maxBytes, CancellationToken cancel)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !IsOurs(uri, options.Address))
        {
            return null;
        }

        try
        {
            return await _upstream.GetAsync(
                new UpstreamRequest(uri, maxBytes) { Accept = "image/png, image/webp, image/jpeg" }, static body => body, cancel).ConfigureAwait(false);
        }
        catch (ProviderException failure) when (failure.Kind == ProviderFailureKind.TooLarge)
        {
            return null;
        }
    }

    /// <summary>True for https at the hosts where pictures are, and for the very server that the API is configured at.</summary>
    internal static bool IsOurs(Uri address, UpstreamAddress api)
    {
        var own = api.Of("/");
        return address.UserInfo.Length == 0
            && ((address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort && Hosts.Contains(address.Host))
                || (address.Scheme == own.Scheme && address.Port == own.Port && string.Equals(address.Host, own.Host, StringComparison.OrdinalIgnoreCase)));
    }
}
