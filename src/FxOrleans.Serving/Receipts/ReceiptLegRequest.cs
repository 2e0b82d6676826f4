namespace FxOrleans.Serving.Receipts;

/// <summary>A leg of a past cross.</summary>
/// <param name="Pair">The leg's pair, in either direction.</param>
/// <param name="Epoch">The epoch of its price.</param>
/// <param name="Sequence">The sequence of its price.</param>
public sealed record ReceiptLegRequest(string Pair, long Epoch, long Sequence);
