using System.Net;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>What a status that is no success means.</summary>
internal static class HttpFailures
{
    /// <summary>The longest error body that is read; a longer one is judged by its status alone.</summary>
    private const int MaxErrorBytes = 64 * 1024;

    public static async Task<UpstreamOutcome> ReadAsync(
        HttpResponseMessage response, UpstreamRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        var wait = Wait(response, now);
        var status = (int)response.StatusCode;
        var said = await ErrorInAsync(response, request, cancel).ConfigureAwait(false);
        var text = $"{request.What}: status {status}.";
        if (response.StatusCode == HttpStatusCode.TooManyRequests || said?.Kind == ProviderFailureKind.RateLimited)
        {
            return UpstreamOutcome.Refusal(new(ProviderFailureKind.RateLimited, said?.Message ?? text)
            {
                RetryAfter = wait ?? said?.RetryAfter ?? request.RestWhenLimited,
            });
        }

        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return UpstreamOutcome.Refusal(new(ProviderFailureKind.Unauthorized, text));
        }

        return status >= 500 || response.StatusCode == HttpStatusCode.RequestTimeout
            ? UpstreamOutcome.Outage(new(ProviderFailureKind.HttpStatus, text) { RetryAfter = wait })
            : UpstreamOutcome.Refusal(said ?? new(ProviderFailureKind.HttpStatus, text));
    }

    private static async Task<ProviderException?> ErrorInAsync(HttpResponseMessage response, UpstreamRequest request, CancellationToken cancel)
    {
        try
        {
            return request.ErrorIn(await BoundedBody.ReadAsync(response.Content, MaxErrorBytes, request.What, cancel).ConfigureAwait(false));
        }
        catch (Exception unread) when (unread is ProviderException or HttpRequestException or IOException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Retry-After, in seconds or as a date (RFC 9110, 10.2.3); null when it is missing.</summary>
    private static TimeSpan? Wait(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
