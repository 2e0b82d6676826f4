namespace FxOrleans.Serving.Receipts;

/// <summary>The keys that receipts are verified with, retired ones too.</summary>
/// <param name="Keys">The oldest first.</param>
public sealed record JwksResponse(IReadOnlyList<JwkResponse> Keys);
