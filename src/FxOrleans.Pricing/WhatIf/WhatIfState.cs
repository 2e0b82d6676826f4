namespace FxOrleans.Pricing;

/// <summary>How far a <see cref="WhatIfJob"/> is.</summary>
public enum WhatIfState
{
    /// <summary>It waits for the one before it.</summary>
    Queued,

    /// <summary>Prices are decided again.</summary>
    Running,

    /// <summary>It has its result.</summary>
    Done,

    /// <summary>It ended without a result; its error says why.</summary>
    Failed,

    /// <summary>It was cancelled.</summary>
    Cancelled,
}
