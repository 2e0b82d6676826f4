namespace FxOrleans.Pricing;

/// <summary>What came of asking for a call.</summary>
/// <param name="Granted">True when the call may be made.</param>
/// <param name="Left">Calls that are left after it.</param>
/// <param name="RetryAfter">Until one is free again; zero when granted.</param>
public readonly record struct QuotaReceipt(bool Granted, int Left, TimeSpan RetryAfter);
