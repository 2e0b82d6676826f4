using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// One try, inside the resilience pipeline: charges the account before the call, and reads the body here, so that it counts as part of
/// the try and is never longer than its limit, which no handler of the library bounds. Thread-safe.
/// </summary>
internal sealed class UpstreamHandler : DelegatingHandler
{
    /// <exception cref="ProviderException">Not asked, or an answer that is too large.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = UpstreamCall.Of(request);
        await call.SpendAsync(cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            call.Body = response.IsSuccessStatusCode
                ? await BoundedBody.ReadAsync(response.Content, call.Request.MaxBytes, call.Request.What, cancellationToken).ConfigureAwait(false)
                : await ErrorAsync(response.Content, call.Request, cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>What can be read of a refusal's body; nothing where it is too long or broken.</summary>
    public static async Task<ReadOnlyMemory<byte>> ErrorAsync(HttpContent content, UpstreamRequest request, CancellationToken cancel)
    {
        try
        {
            return await BoundedBody.ReadAsync(content, HttpFailures.MaxErrorBytes, request.What, cancel).ConfigureAwait(false);
        }
        catch (Exception unread) when (unread is ProviderException or HttpRequestException or IOException or InvalidDataException)
        {
            return default;
        }
    }
}
