namespace FxOrleans.Serving.Receipts;

/// <summary>A public key (RFC 7517).</summary>
/// <param name="Kty">EC.</param>
/// <param name="Crv">P-256.</param>
/// <param name="X">The point's first coordinate, base64url.</param>
/// <param name="Y">The second.</param>
/// <param name="Use">sig.</param>
/// <param name="Alg">ES256.</param>
/// <param name="Kid">The thumbprint of RFC 7638.</param>
/// <param name="Nbf">From when it signs, in seconds since 1970.</param>
/// <param name="Exp">Until when.</param>
public sealed record JwkResponse(string Kty, string Crv, string X, string Y, string Use, string Alg, string Kid, long Nbf, long Exp);
