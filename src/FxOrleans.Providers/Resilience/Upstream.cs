using FxOrleans.Pricing;
using Polly.CircuitBreaker;
using Polly.RateLimiting;

namespace FxOrleans.Providers;

/// <summary>
/// One provider's upstream over HTTP: asked through the <see cref="UpstreamPipeline"/>, within its account. Every way in which that can
/// fail is a <see cref="ProviderException"/>. Thread-safe.
/// </summary>
/// <param name="http">The client with the pipeline.</param>
/// <param name="plain">The client without, for bodies without an end.</param>
/// <param name="account">What is shared with others who ask the provider.</param>
/// <param name="use">For whom it asks.</param>
/// <param name="timeout">The longest that one fetch may take.</param>
/// <param name="time">The clock of deadlines and pauses.</param>
/// <param name="random">Gives 0 to below 1.</param>
internal sealed class Upstream(
    HttpClient http, HttpClient plain, UpstreamAccount account, UpstreamUse use, TimeSpan timeout, TimeProvider time, Func<double> random)
{
    /// <summary>What this caller's requests are charged to; null where there is no quota.</summary>
    public QuotaBudget? Budget => use == UpstreamUse.Polls ? account.Budget : account.Readers;

    /// <summary>What <paramref name="read"/> makes of the answer's body.</summary>
    /// <exception cref="ProviderException">There was no answer, or none that can be read.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async Task<T> GetAsync<T>(UpstreamRequest request, Func<ReadOnlyMemory<byte>, T> read, CancellationToken cancel)
    {
        var call = new UpstreamCall(request, account, use, time, timeout, random);
        try
        {
            return read(await AskAsync(call, cancel).ConfigureAwait(false));
        }
        catch (ProviderException failure) when (failure.Kind == ProviderFailureKind.RateLimited && !call.IsRefused)
        {
            await account.RestAsync(failure.RetryAfter).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Opens a body without an end: one try, and the deadline holds only until the headers are there. The answer is the
    /// caller's to dispose.
    /// </summary>
    /// <exception cref="ProviderException">There was no success.</exception>
    public async Task<HttpResponseMessage> OpenAsync(UpstreamRequest request, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            await account.SpendAsync(use, either.Token).ConfigureAwait(false);
            using var message = request.ToMessage();
            var response = await plain.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                var said = await UpstreamHandler.ErrorAsync(response.Content, request, either.Token).ConfigureAwait(false);
                var refused = HttpFailures.Of(response, said, request, time.GetUtcNow());
                if (refused.Kind == ProviderFailureKind.RateLimited)
                {
                    await account.RestAsync(refused.RetryAfter).ConfigureAwait(false);
                }

                throw refused;
            }
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && HttpFailures.Of(failure, request.What) is { } known)
        {
            throw known;
        }
    }

    private async Task<ReadOnlyMemory<byte>> AskAsync(UpstreamCall call, CancellationToken cancel)
    {
        try
        {
            using var message = call.ToMessage();
            using var response = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancel).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? call.Body : throw HttpFailures.Of(response, call.Body, call.Request, time.GetUtcNow());
        }
        catch (BrokenCircuitException)
        {
            throw call.LastFailure ?? new ProviderException(ProviderFailureKind.CircuitOpen, "Not asked: it failed too often just now.");
        }
        catch (RateLimiterRejectedException)
        {
            throw new ProviderException(ProviderFailureKind.CircuitOpen, "Not asked: too many requests wait for it.");
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && HttpFailures.Of(failure, call.Request.What) is { } known)
        {
            throw known;
        }
    }
}
