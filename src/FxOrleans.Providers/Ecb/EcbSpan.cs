namespace FxOrleans.Providers;

/// <summary>How much of the ECB's history to fetch.</summary>
public enum EcbSpan : byte
{
    /// <summary>The last 90 days, about 0.1 MB.</summary>
    Days90,

    /// <summary>All since 4 January 1999, about 8 MB.</summary>
    Everything,
}
