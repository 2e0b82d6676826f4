using FxOrleans.Pricing;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving;

/// <summary>What serving needs to know from configuration. Immutable once built.</summary>
public sealed record ServingOptions
{
    /// <summary>The tracked pairs: what <c>*</c> stands for.</summary>
    public required IReadOnlyCollection<CurrencyPair> Tracked { get; init; }

    /// <summary>The policy that <c>/rate/explain</c> shows where the engine gives none, and whose MaxAge this node judges by.</summary>
    public required PricingPolicy Policy { get; init; }

    /// <summary>Bounds and pace of the push.</summary>
    public required PushOptions Push { get; init; }

    /// <summary>The longest that a request may take, sockets and hubs apart.</summary>
    public TimeSpan RequestTimeout { get; init; } = RequestDeadline.Default;

    /// <summary>Keys, scopes, limits and origins.</summary>
    public AccessOptions Access { get; init; } = new();

    /// <summary>The providers that this host does not ask, for <c>GET /providers</c>.</summary>
    public IReadOnlyList<ProviderStatus> Disabled { get; init; } = [];

    /// <summary>False for a node that is told by others what prices do.</summary>
    public bool HasProviders { get; init; } = true;
}
