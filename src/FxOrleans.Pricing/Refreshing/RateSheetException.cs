namespace FxOrleans.Pricing;

/// <summary>A <see cref="IRateSnapshotStore"/> could not be read or written. The message is one line without secrets.</summary>
public sealed class RateSheetException(string message, Exception? inner = null) : Exception(message, inner);
