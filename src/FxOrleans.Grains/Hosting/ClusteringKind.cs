namespace FxOrleans.Grains;

/// <summary>How silos find each other. Default: <see cref="Localhost"/>.</summary>
public enum ClusteringKind
{
    /// <summary>One silo on this machine, nothing kept.</summary>
    Localhost,

    /// <summary>As many silos as wanted, which meet in Redis.</summary>
    Redis,
}
