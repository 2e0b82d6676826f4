using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;
using Polly.CircuitBreaker;

namespace FxOrleans.Providers;

/// <summary>
/// The one way in which upstreams are asked, from outside in: a deadline for everything, retries that fit into it, a circuit
/// breaker, a deadline for each try, few tries at once. A provider has its own, and each of its addresses, so that a failing one opens
/// no other's circuit.
/// </summary>
internal static class UpstreamPipeline
{
    /// <summary>Tries after the first.</summary>
    public const int Retries = 2;

    /// <summary>The longest that one try may take.</summary>
    public static readonly TimeSpan MaxTry = TimeSpan.FromSeconds(10);

    /// <summary>Failed tries in <see cref="Watched"/>, nine of ten, that open the circuit.</summary>
    public const int TriesToBreak = 10;

    /// <summary>How far back the circuit breaker looks.</summary>
    public static readonly TimeSpan Watched = TimeSpan.FromSeconds(30);

    /// <summary>How long an open circuit lets nothing through: well below 30 s, within which a healed provider is to be back.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(5);

    /// <summary>The most tries at a time.</summary>
    public const int MaxAtOnce = 2;

    /// <summary>The most that wait for their turn.</summary>
    public const int MaxWaiting = 32;

    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeSpan timeout, TimeProvider time)
    {
        pipeline.TimeProvider = time;

        // Counted, not logged: a provider's state tells once what Polly would tell with every try.
        pipeline.ConfigureTelemetry(NullLoggerFactory.Instance)
            .AddTimeout(timeout)
            .AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                ShouldHandle = args => ValueTask.FromResult(
                    Call(args.Context).Retries(args.Outcome, args.AttemptNumber, args.Context.CancellationToken) && args.AttemptNumber < Retries),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Call(args.Context).Pause),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.9,
                MinimumThroughput = TriesToBreak,
                SamplingDuration = Watched,
                BreakDuration = Break,
                ShouldHandle = args => ValueTask.FromResult(HttpFailures.IsOutage(args.Outcome, args.Context.CancellationToken)),
            })
            .AddTimeout(timeout < MaxTry ? timeout : MaxTry)
            .AddConcurrencyLimiter(MaxAtOnce, MaxWaiting);
    }

    private static UpstreamCall Call(ResilienceContext context) => UpstreamCall.Of(context.GetRequestMessage()!);
}
