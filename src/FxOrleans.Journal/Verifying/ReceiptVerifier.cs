using System.Text.Json;
using System.Text.Json.Nodes;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// Verifies a receipt offline: its signature with given keys, and its digits from its own evidence. The two are judged apart: digits that
/// hold under an unknown key are said to hold. Thread-safe.
/// </summary>
public static class ReceiptVerifier
{
    /// <summary>Verifies a compact JWS; null for what is none.</summary>
    /// <param name="signed">The compact JWS.</param>
    /// <param name="jwks">The keys to trust, as a JWK set; null to leave the signature unchecked.</param>
    /// <exception cref="FormatException"><paramref name="jwks"/> is no JWK set.</exception>
    public static ReceiptVerification? Verify(string signed, byte[]? jwks) => Verify(signed, jwks is null ? null : JwkSet.Read(jwks));

    /// <summary>
    /// Verifies what a file holds: a compact JWS, or the JSON answer of <c>POST /receipts</c>, whose <c>id</c> must then be the payload's. Null
    /// for anything else.
    /// </summary>
    /// <param name="text">The file's text.</param>
    /// <param name="jwks">The keys to trust, as a JWK set; null to leave the signature unchecked.</param>
    /// <exception cref="FormatException"><paramref name="jwks"/> is no JWK set.</exception>
    public static ReceiptVerification? VerifyFile(string text, byte[]? jwks)
    {
        var (receipt, id) = Read(text);
        var verified = receipt is null ? null : Verify(receipt, jwks);
        return verified is null || id is null || id == Id(receipt!) ? verified
            : verified with { Digits = ReceiptCheck.Invalid, Faults = [.. verified.Faults.Append(ReceiptFaults.DigestMismatch).Distinct()], Difference = "the id beside the receipt is another receipt's" };
    }

    /// <summary>The compact JWS in a file's text; null where there is none.</summary>
    public static string? ReceiptOf(string text) => Read(text).Receipt;

    /// <summary>The id of a compact JWS: the digest of its payload; null for what is no compact JWS.</summary>
    public static string? Id(string signed) => CompactJws.Parse(signed) is { } jws ? ReceiptText.Digest(jws.Payload) : null;

    /// <summary>The keys that a host on this machine has signed with, as a JWK set; null where its journal's folder has none.</summary>
    /// <param name="journal">The journal's folder; it is only read.</param>
    public static byte[]? KeysOf(string journal)
    {
        var keys = ReceiptStore.ReadKeys(journal);
        return keys.Count == 0 ? null : JwkSet.Write(keys);
    }

    private static (string? Receipt, string? Id) Read(string text)
    {
        text = text.Trim();
        if (!text.StartsWith('{'))
        {
            return (text, null);
        }

        try
        {
            using var answer = JsonDocument.Parse(text);
            return (answer.RootElement.GetProperty("receipt").GetString(), answer.RootElement.GetProperty("id").GetString() ?? "");
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, null);
        }
    }

    internal static ReceiptVerification? Verify(string signed, IReadOnlyList<PublicKey>? keys)
    {
        if (CompactJws.Parse(signed) is not { } jws)
        {
            return null;
        }

        var signature = keys is null ? null : SignatureFault(jws, keys);
        var (digits, difference) = DigitsFault(jws.Payload);
        return new ReceiptVerification(
            keys is null ? ReceiptCheck.NotChecked : signature is null ? ReceiptCheck.Valid : ReceiptCheck.Invalid,
            digits == ReceiptFaults.UnsupportedVersion ? ReceiptCheck.NotChecked : digits is null ? ReceiptCheck.Valid : ReceiptCheck.Invalid,
            ReceiptCheck.NotChecked,
            [.. new[] { signature, digits }.OfType<string>()])
        {
            Difference = difference,
        };
    }

    // The algorithm is ours to say, not the header's: it may only agree. What it calls critical we do not know.
    internal static string? SignatureFault(CompactJws jws, IReadOnlyList<PublicKey> keys)
    {
        if (jws.Algorithm != "ES256" || jws.Header.ContainsKey("crit"))
        {
            return ReceiptFaults.BadSignature;
        }

        var key = keys.FirstOrDefault(known => known.Kid == jws.Key);
        return key is null ? ReceiptFaults.UnknownKey
            : !key.Verifies(jws.Signed, jws.Signature) ? ReceiptFaults.BadSignature
            : jws.SignedAt is { } at && at >= key.NotBefore && at <= key.NotAfter ? null
            : ReceiptFaults.KeyNotValidThen;
    }

    private static (string? Code, string? Difference) DigitsFault(byte[] payload)
    {
        if (CanonicalJson.Read(payload) is not { } json)
        {
            return (ReceiptFaults.DigestMismatch, "the payload is not in the form of RFC 8785, so that its digest names nothing");
        }

        try
        {
            if (PayloadReader.Text(json, "v") != PayloadWriter.Version)
            {
                return (ReceiptFaults.UnsupportedVersion, $"this verifier knows {PayloadWriter.Version} alone");
            }

            if (PayloadReader.Text(json, "policy_sha256") != ReceiptText.Digest(CanonicalJson.Encode(PayloadReader.Object(json, "policy"))))
            {
                return (ReceiptFaults.DigestMismatch, "policy_sha256 is of another policy");
            }

            return Recomputation.Difference(PayloadReader.Read(json)) is { } difference ? (ReceiptFaults.RecomputationDiffers, difference) : (null, null);
        }
        catch (Exception wrong) when (wrong is FormatException or ArithmeticException or ArgumentException)
        {
            return (ReceiptFaults.RecomputationDiffers, wrong.Message);
        }
    }
}
