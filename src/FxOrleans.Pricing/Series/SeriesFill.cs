namespace FxOrleans.Pricing;

/// <summary>What stands for a group without an observation. Default: <see cref="None"/>.</summary>
public enum SeriesFill : byte
{
    /// <summary>Nothing: there is no row.</summary>
    None,

    /// <summary>The row before it, which says so and from when it is.</summary>
    Previous,
}
