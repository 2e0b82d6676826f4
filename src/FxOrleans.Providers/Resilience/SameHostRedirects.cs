using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Follows redirections within one host, three at most. One to another host, port or weaker scheme is a failure: it would
/// hand the key to somebody else, and what answers there is not the upstream that was configured. Thread-safe.
/// </summary>
internal sealed class SameHostRedirects(HttpMessageInvoker transport)
{
    private const int Most = 3;

    /// <summary>Sends a GET; the answer's body is yet to be read, and the answer is the caller's to dispose.</summary>
    /// <exception cref="ProviderException"><see cref="ProviderFailureKind.Redirected"/>.</exception>
    public async Task<HttpResponseMessage> SendAsync(UpstreamRequest request, CancellationToken cancel)
    {
        var address = request.Address;
        for (var hops = 0; ; hops++)
        {
            using var message = Message(request, address);
            var response = await transport.SendAsync(message, cancel).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return response;
            }

            using (response)
            {
                var target = response.Headers.Location is { } location ? new Uri(address, location) : null;
                if (target is null || hops == Most || !IsSameHost(address, target))
                {
                    throw new ProviderException(
                        ProviderFailureKind.Redirected,
                        $"{request.What}: a redirection that is not followed, to {target?.Host ?? "nowhere"}, after {hops}.");
                }

                address = target;
            }
        }
    }

    private static bool IsSameHost(Uri from, Uri to) =>
        string.Equals(from.Host, to.Host, StringComparison.OrdinalIgnoreCase)
        && ((from.Scheme == to.Scheme && from.Port == to.Port)
            || (from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps && from.IsDefaultPort && to.IsDefaultPort));

    private static HttpRequestMessage Message(UpstreamRequest request, Uri address)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, address);
        message.Headers.TryAddWithoutValidation("Accept", request.Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", Upstreams.UserAgent);
        if (request.Key is var (name, value))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
