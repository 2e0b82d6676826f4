using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Follows redirections within one host, three at most. One to another host, port or weaker scheme is a failure: it would
/// hand the key to somebody else, and what answers there is not the upstream that was configured. By hand, because the client's own
/// redirections know no such rule. Thread-safe.
/// </summary>
internal sealed class SameHostRedirects : DelegatingHandler
{
    private const int Most = 3;

    /// <exception cref="ProviderException"><see cref="ProviderFailureKind.Redirected"/>.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = request;
        for (var hops = 0; ; hops++)
        {
            var response = await base.SendAsync(asked, cancellationToken).ConfigureAwait(false);
            if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                return response;
            }

            using (response)
            {
                var address = asked.RequestUri!;
                var target = response.Headers.Location is { } location ? new Uri(address, location) : null;
                if (target is null || hops == Most || !IsSameHost(address, target))
                {
                    throw new ProviderException(
                        ProviderFailureKind.Redirected,
                        $"{address.Host}{address.AbsolutePath}: a redirection that is not followed, to {target?.Host ?? "nowhere"}, after {hops}.");
                }

                asked = Elsewhere(request, target);
            }
        }
    }

    private static bool IsSameHost(Uri from, Uri to) =>
        string.Equals(from.Host, to.Host, StringComparison.OrdinalIgnoreCase)
        && ((from.Scheme == to.Scheme && from.Port == to.Port)
            || (from.Scheme == Uri.UriSchemeHttp && to.Scheme == Uri.UriSchemeHttps && from.IsDefaultPort && to.IsDefaultPort));

    /// <summary>The same GET of another address.</summary>
    private static HttpRequestMessage Elsewhere(HttpRequestMessage request, Uri target)
    {
        var message = new HttpRequestMessage(HttpMethod.Get, target);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            message.Headers.TryAddWithoutValidation(name, values);
        }

        return message;
    }
}
