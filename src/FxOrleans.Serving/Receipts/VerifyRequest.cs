namespace FxOrleans.Serving.Receipts;

/// <summary>The body of <c>POST /receipts/verify</c>.</summary>
/// <param name="Receipt">The compact JWS.</param>
public sealed record VerifyRequest(string Receipt);
