using System.Net;

namespace FxOrleans.Access;

/// <summary>What bounds callers. Section <c>Limits</c>. Immutable once built.</summary>
public sealed record AccessLimits
{
    /// <summary>
    /// <c>Limits:PerAddress</c>: requests of one address in a minute with <c>Auth:Mode=none</c>; loopback is not limited. 1 or
    /// more; default 120,000. An IPv6 address counts as its /64.
    /// </summary>
    public int PerAddress { get; init; } = 120_000;

    /// <summary>
    /// <c>Limits:RefusalsPerAddress</c>: requests without a known key that one address, other than loopback, may make in a minute with
    /// <c>Auth:Mode=keys</c> before it is answered with 429. 1 or more; default 600.
    /// </summary>
    public int RefusalsPerAddress { get; init; } = 600;

    /// <summary><c>Limits:MaxAddresses</c>: addresses that are counted apart; any more share one count. 1 to 1,000,000; default 65,536.</summary>
    public int MaxAddresses { get; init; } = 65_536;

    /// <summary><c>Limits:MessagesPerMinute</c>: messages that one SignalR connection or socket may send in a minute. 1 or more; default 1,200.</summary>
    public int MessagesPerMinute { get; init; } = 1_200;

    /// <summary><c>Limits:KnownProxies</c>: addresses or networks (<c>10.0.0.0/8</c>) whose forwarded headers are believed. Default none.</summary>
    public IReadOnlyList<IPNetwork> KnownProxies { get; init; } = [];
}
