namespace FxOrleans.Serving.Receipts;

/// <summary>The body of <c>POST /receipts</c>.</summary>
/// <param name="From">Base asset.</param>
/// <param name="To">Quote asset.</param>
/// <param name="Epoch">Of a past price of the pair itself: its epoch, with its sequence.</param>
/// <param name="Sequence">Its sequence.</param>
/// <param name="Legs">Of a past cross: its legs in walking order.</param>
public sealed record ReceiptRequest(string From, string To, long? Epoch = null, long? Sequence = null, IReadOnlyList<ReceiptLegRequest>? Legs = null);
