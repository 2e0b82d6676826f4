using System.Net.WebSockets;
using System.Threading.RateLimiting;
using FxOrleans.Pricing;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace FxOrleans.Providers;

/// <summary>
/// One provider's upstream over HTTP: asked through the <see cref="UpstreamPipeline"/>, within its budget, at most
/// <see cref="MaxAtOnce"/> requests at a time. Every way in which that can fail is a <see cref="ProviderException"/>.
/// Thread-safe.
/// </summary>
internal sealed class Upstream : IDisposable
{
    public const int MaxAtOnce = 2;
    public const int MaxWaiting = 32;

    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly Func<double> _random;
    private readonly SameHostRedirects _http;
    private readonly ResiliencePipeline<UpstreamOutcome> _pipeline;
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = MaxAtOnce, QueueLimit = MaxWaiting });

    public Upstream(HttpMessageInvoker transport, TimeSpan timeout, QuotaBudget? budget, TimeProvider time, Func<double> random)
    {
        _http = new SameHostRedirects(transport);
        _timeout = timeout;
        _time = time;
        _random = random;
        Budget = budget;
        _pipeline = UpstreamPipeline.Build(timeout, time);
    }

    /// <summary>What every request is charged to; null where there is no quota.</summary>
    public QuotaBudget? Budget { get; }

    /// <summary>The body of the answer.</summary>
    /// <exception cref="ProviderException">There was none.</exception>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public async Task<ReadOnlyMemory<byte>> GetAsync(UpstreamRequest request, CancellationToken cancel)
    {
        var call = new UpstreamCall(_time, _timeout, _random);
        var context = ResilienceContextPool.Shared.Get(cancel);
        context.Properties.Set(UpstreamCall.Key, call);
        try
        {
            var outcome = await _pipeline.ExecuteAsync(
                static (context, state) => state.Upstream.TryOnceAsync(state.Request, context.CancellationToken),
                context,
                (Upstream: this, Request: request)).ConfigureAwait(false);
            return outcome.Failure is null ? outcome.Body : throw outcome.Failure;
        }
        catch (TimeoutRejectedException late)
        {
            throw UpstreamPipeline.TooLate(late.Timeout);
        }
        catch (BrokenCircuitException)
        {
            throw call.LastFailure ?? new ProviderException(ProviderFailureKind.CircuitOpen, "Not asked: it failed too often just now.");
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>
    /// Opens a body without an end: one try, and the deadline holds only until the headers are there. The answer is the
    /// caller's to dispose.
    /// </summary>
    /// <exception cref="ProviderException">There was no success.</exception>
    public async Task<HttpResponseMessage> OpenAsync(UpstreamRequest request, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            await SpendAsync(either.Token).ConfigureAwait(false);
            var response = await _http.SendAsync(request, either.Token).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                throw (await HttpFailures.ReadAsync(response, request, _time.GetUtcNow(), either.Token).ConfigureAwait(false)).Failure!;
            }
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && FailureOf(failure, request.What) is { } known)
        {
            throw known;
        }
    }

    /// <summary>Charges the budget with one call that is made elsewhere.</summary>
    public ValueTask SpendAsync(CancellationToken cancel) => Budget is null ? ValueTask.CompletedTask : Budget.SpendAsync(cancel);

    /// <summary>What a broken exchange means; null for what is none of the network's doing.</summary>
    public static ProviderException? FailureOf(Exception failure, string what) => failure switch
    {
        ProviderException known => known,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
            new(ProviderFailureKind.TooLarge, $"{what}: headers too long.", failure),
        HttpRequestException or IOException or WebSocketException => new(ProviderFailureKind.Unreachable, $"{what}: no connection, or it broke.", failure),
        InvalidDataException => new(ProviderFailureKind.Unreadable, $"{what}: badly packed.", failure),
        OperationCanceledException => new(ProviderFailureKind.Timeout, $"{what}: no answer in time."),
        _ => null,
    };

    public void Dispose() => _limiter.Dispose();

    private async ValueTask<UpstreamOutcome> TryOnceAsync(UpstreamRequest request, CancellationToken cancel)
    {
        try
        {
            using var lease = await _limiter.AcquireAsync(1, cancel).ConfigureAwait(false);
            if (!lease.IsAcquired)
            {
                return UpstreamOutcome.Refusal(new(ProviderFailureKind.CircuitOpen, "Not asked: too many requests wait for it."));
            }

            await SpendAsync(cancel).ConfigureAwait(false);
            using var response = await _http.SendAsync(request, cancel).ConfigureAwait(false);
            return response.IsSuccessStatusCode
                ? UpstreamOutcome.Good(await BoundedBody.ReadAsync(response.Content, request.MaxBytes, request.What, cancel).ConfigureAwait(false))
                : await HttpFailures.ReadAsync(response, request, _time.GetUtcNow(), cancel).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && FailureOf(failure, request.What) is { } known)
        {
            return known.Kind is ProviderFailureKind.Unreachable or ProviderFailureKind.Timeout
                ? UpstreamOutcome.Outage(known)
                : UpstreamOutcome.Refusal(known);
        }
    }
}
