namespace FxOrleans.Pricing;

/// <summary>A signed price. Immutable.</summary>
/// <param name="Id">The base64url SHA-256 of the payload in the form of RFC 8785: one decision, one id.</param>
/// <param name="Signed">The compact JWS.</param>
/// <param name="Price">The price as JSON in the shape of <c>GET /rate</c>, UTF-8.</param>
/// <param name="IsNew">True when it was signed just now, false when it was kept already.</param>
public sealed record Receipt(string Id, string Signed, ReadOnlyMemory<byte> Price, bool IsNew);
