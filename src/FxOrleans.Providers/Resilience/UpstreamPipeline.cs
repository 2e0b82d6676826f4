using FxOrleans.Pricing;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace FxOrleans.Providers;

/// <summary>
/// The one way in which upstreams are asked, from outside in: a deadline for everything, retries that fit into it, a circuit
/// breaker, a deadline for each try. A provider has its own, so that a failing one opens no other's circuit.
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

    public static ResiliencePipeline<UpstreamOutcome> Build(TimeSpan timeout, TimeProvider time) =>
        new ResiliencePipelineBuilder<UpstreamOutcome> { TimeProvider = time }
            .AddTimeout(timeout)
            .AddRetry(new RetryStrategyOptions<UpstreamOutcome>
            {
                MaxRetryAttempts = Retries,
                ShouldHandle = args => ValueTask.FromResult(
                    Call(args.Context).Retries(Outcome(args.Outcome), args.AttemptNumber) && args.AttemptNumber < Retries),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Call(args.Context).Pause),
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<UpstreamOutcome>
            {
                FailureRatio = 0.9,
                MinimumThroughput = TriesToBreak,
                SamplingDuration = Watched,
                BreakDuration = Break,
                ShouldHandle = args => ValueTask.FromResult(Outcome(args.Outcome).IsOutage),
            })
            .AddTimeout(timeout < MaxTry ? timeout : MaxTry)
            .Build();

    /// <summary>A try that was too late is an outage; an exception that is none of ours stays one.</summary>
    private static UpstreamOutcome Outcome(Outcome<UpstreamOutcome> outcome) => outcome.Exception switch
    {
        null => outcome.Result,
        TimeoutRejectedException late => UpstreamOutcome.Outage(TooLate(late.Timeout)),
        _ => default,
    };

    public static ProviderException TooLate(TimeSpan timeout) => new(ProviderFailureKind.Timeout, $"No answer within {timeout}.");

    private static UpstreamCall Call(ResilienceContext context) => context.Properties.GetValue(UpstreamCall.Key, null!);
}
