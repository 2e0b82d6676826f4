using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>How one try went: a body, or why there is none. Immutable.</summary>
internal readonly record struct UpstreamOutcome
{
    public ReadOnlyMemory<byte> Body { get; private init; }

    /// <summary>Null when there is a body.</summary>
    public ProviderException? Failure { get; private init; }

    /// <summary>True when the upstream is down rather than unwilling: another try may help, and the circuit breaker counts it.</summary>
    public bool IsOutage { get; private init; }

    /// <summary>True when another try may help: after an outage, or when the upstream said when to come again.</summary>
    public bool MayRetry => IsOutage || Failure is { Kind: ProviderFailureKind.RateLimited, RetryAfter: not null };

    public static UpstreamOutcome Good(ReadOnlyMemory<byte> body) => new() { Body = body };

    public static UpstreamOutcome Outage(ProviderException failure) => new() { Failure = failure, IsOutage = true };

    public static UpstreamOutcome Refusal(ProviderException failure) => new() { Failure = failure };
}
