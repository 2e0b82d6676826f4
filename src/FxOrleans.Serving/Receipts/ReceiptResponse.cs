using FxOrleans.Serving.Rates;

namespace FxOrleans.Serving.Receipts;

/// <summary>A signed price.</summary>
/// <param name="Id">The base64url SHA-256 of the payload in the form of RFC 8785.</param>
/// <param name="Receipt">The compact JWS, ES256.</param>
/// <param name="Price">The price that it is of in the shape of <c>GET /rate</c>, with the status that it had when it was decided.</param>
public sealed record ReceiptResponse(string Id, string Receipt, UsableRateResponse Price);
