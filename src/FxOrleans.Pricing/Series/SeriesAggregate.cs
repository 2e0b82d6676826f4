namespace FxOrleans.Pricing;

/// <summary>Which rate stands for a group. Default: <see cref="Close"/>.</summary>
public enum SeriesAggregate : byte
{
    /// <summary>The last of its days' closes.</summary>
    Close,

    /// <summary>The mean of its days' closes, of those that there are.</summary>
    Average,

    /// <summary>The first day's first rate.</summary>
    Open,

    /// <summary>The highest rate.</summary>
    High,

    /// <summary>The lowest rate.</summary>
    Low,
}
