using System.Security.Cryptography;
using System.Text;

namespace FxOrleans.Journal;

/// <summary>A key that receipts are verified with: a point of P-256 and the time in which it may sign. Immutable.</summary>
/// <param name="X">The point's first coordinate, base64url of 32 bytes.</param>
/// <param name="Y">The second.</param>
/// <param name="NotBefore">From when it signs, UTC, in whole seconds.</param>
/// <param name="NotAfter">Until when.</param>
internal sealed record PublicKey(string X, string Y, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    private const int Coordinate = 32;

    /// <summary>Its name: the thumbprint of RFC 7638, so that no key can pass under another's name.</summary>
    public string Kid { get; } = ReceiptText.Digest(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}"""));

    /// <summary>The public half of a key.</summary>
    public static PublicKey Of(ECDsa key, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKey(ReceiptText.Base64(point.X), ReceiptText.Base64(point.Y), notBefore, notAfter);
    }

    /// <summary>Whether a signature (64 bytes: r and s, IEEE P1363) is this key's. False for a point that is not on the curve.</summary>
    public bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != 2 * Coordinate || ReceiptText.Bytes(X) is not { Length: Coordinate } x || ReceiptText.Bytes(Y) is not { Length: Coordinate } y)
        {
            return false;
        }

        try
        {
            using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
            return key.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
