using System.Net;
using System.Net.WebSockets;
using FxOrleans.Pricing;
using Polly;
using Polly.Timeout;

namespace FxOrleans.Providers;

/// <summary>
/// What an exchange that was no success means. By hand, because the library's predicate of transient failures also retries a 429
/// without a time, and knows neither broken bodies nor this service's kinds.
/// </summary>
internal static class HttpFailures
{
    /// <summary>The longest error body that is read; a longer one is judged by its status alone.</summary>
    public const int MaxErrorBytes = 64 * 1024;

    /// <summary>The failure that a status other than success is, with the upstream's own words for it where <paramref name="said"/> has them.</summary>
    public static ProviderException Of(HttpResponseMessage response, ReadOnlyMemory<byte> said, UpstreamRequest request, DateTimeOffset now)
    {
        var wait = Wait(response, now);
        var error = request.ErrorIn(said);
        var text = $"{request.What}: status {(int)response.StatusCode}.";
        if (response.StatusCode == HttpStatusCode.TooManyRequests || error?.Kind == ProviderFailureKind.RateLimited)
        {
            return new(ProviderFailureKind.RateLimited, error?.Message ?? text) { RetryAfter = wait ?? error?.RetryAfter ?? request.RestWhenLimited };
        }

        return response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? new(ProviderFailureKind.Unauthorized, text)
            : IsOutage(response) ? new(ProviderFailureKind.HttpStatus, text) { RetryAfter = wait }
            : error ?? new(ProviderFailureKind.HttpStatus, text);
    }

    /// <summary>What a broken exchange means; null for what is none of the network's doing.</summary>
    public static ProviderException? Of(Exception failure, string what) => failure switch
    {
        ProviderException known => known,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new(ProviderFailureKind.TooLarge, $"{what}: headers too long.", failure),
        HttpRequestException or IOException or WebSocketException => new(ProviderFailureKind.Unreachable, $"{what}: no connection, or it broke.", failure),
        InvalidDataException => new(ProviderFailureKind.Unreadable, $"{what}: badly packed.", failure),
        TimeoutRejectedException late => new(ProviderFailureKind.Timeout, $"{what}: no answer within {late.Timeout}."),
        OperationCanceledException => new(ProviderFailureKind.Timeout, $"{what}: no answer in time."),
        _ => null,
    };

    /// <summary>True when the upstream is down rather than unwilling: another try may help, and the circuit breaker counts it.</summary>
    public static bool IsOutage(Outcome<HttpResponseMessage> outcome, CancellationToken cancel) => outcome.Exception is { } failure
        ? !cancel.IsCancellationRequested && Of(failure, "") is { Kind: ProviderFailureKind.Unreachable or ProviderFailureKind.Timeout }
        : IsOutage(outcome.Result!);

    /// <summary>Retry-After, in seconds or as a date (RFC 9110, 10.2.3); null when it is missing.</summary>
    public static TimeSpan? Wait(HttpResponseMessage response, DateTimeOffset now)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } seconds } => seconds,
            { Date: { } date } => date - now,
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static bool IsOutage(HttpResponseMessage response) =>
        (int)response.StatusCode >= 500 || response.StatusCode == HttpStatusCode.RequestTimeout;
}
