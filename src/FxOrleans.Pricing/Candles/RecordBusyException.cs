namespace FxOrleans.Pricing;

/// <summary>An <see cref="IPriceRecord"/> has as many readers as it takes, and as many that wait; another one may ask again a moment later.</summary>
public sealed class RecordBusyException() : Exception("As many readers wait for the record of prices as may; ask again in a moment.");
