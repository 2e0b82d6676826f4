namespace FxOrleans.Journal;

/// <summary>A receipt as it is stored.</summary>
/// <param name="Id">The payload's digest.</param>
/// <param name="Signed">The compact JWS.</param>
/// <param name="Price">The price in the shape of <c>GET /rate</c>, UTF-8.</param>
internal sealed record KeptReceipt(string Id, string Signed, byte[] Price);
