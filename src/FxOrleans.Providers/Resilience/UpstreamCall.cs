using FxOrleans.Pricing;
using Polly;

namespace FxOrleans.Providers;

/// <summary>One fetch while it runs: its deadline, its last failure, the pause before its next try. Single-threaded.</summary>
internal sealed class UpstreamCall(TimeProvider time, TimeSpan timeout, Func<double> random)
{
    /// <summary>The pause before the second try is half of this to one and a half times it; each further one doubles.</summary>
    public static readonly TimeSpan BackOff = TimeSpan.FromMilliseconds(500);

    /// <summary>What is added to a pause that the upstream asked for, at most, so that its clients do not come back as one.</summary>
    public static readonly TimeSpan Spread = TimeSpan.FromMilliseconds(250);

    public static readonly ResiliencePropertyKey<UpstreamCall> Key = new("call");

    private readonly long _started = time.GetTimestamp();

    public ProviderException? LastFailure { get; private set; }

    public TimeSpan Pause { get; private set; }

    /// <summary>
    /// Notes a failed try and sets the pause; false when there is to be no other try, because none would help or because
    /// the pause does not fit into what is left of the deadline.
    /// </summary>
    /// <param name="outcome">How the try went.</param>
    /// <param name="tries">Tries before this one, from 0.</param>
    public bool Retries(in UpstreamOutcome outcome, int tries)
    {
        LastFailure = outcome.Failure ?? LastFailure;
        Pause = outcome.Failure?.RetryAfter is { } asked
            ? asked + (Spread * random())
            : BackOff * Math.Pow(2, tries) * (0.5 + random());
        return outcome.MayRetry && Pause < timeout - time.GetElapsedTime(_started);
    }
}
