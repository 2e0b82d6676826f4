using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FxOrleans.Journal;

/// <summary>A key that signs receipts: ECDSA on P-256 with SHA-256 (ES256, RFC 7518). Thread-safe.</summary>
internal sealed class SigningKey(ECDsa key, PublicKey @public) : IDisposable
{
    private readonly Lock _lock = new();

    /// <summary>Its public half.</summary>
    public PublicKey Public { get; } = @public;

    /// <summary>The compact JWS of a payload.</summary>
    /// <param name="payload">The payload in the form of RFC 8785.</param>
    /// <param name="now">When it is signed; it stands in the header, so that a key's times can be judged by it.</param>
    /// <param name="type">What it is, so that nothing passes for something else.</param>
    public string Sign(ReadOnlySpan<byte> payload, DateTimeOffset now, string type = "fxr")
    {
        var header = string.Create(CultureInfo.InvariantCulture, $$"""{"alg":"ES256","iat":{{now.ToUnixTimeSeconds()}},"kid":"{{Public.Kid}}","typ":"{{type}}"}""");
        var signed = $"{ReceiptText.Base64(Encoding.ASCII.GetBytes(header))}.{ReceiptText.Base64(payload)}";
        byte[] signature;
        lock (_lock)
        {
            signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }

        return $"{signed}.{ReceiptText.Base64(signature)}";
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
