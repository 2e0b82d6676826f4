using System.Text.Json;
using System.Text.Json.Nodes;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>Verifies a receipt's place in the log: a checkpoint that a trusted key signed, and hashes that lead from the id to its root. Pure; thread-safe.</summary>
public static class LogVerifier
{
    /// <summary>Whether the answer of <c>GET /log/proof</c> proves that the log holds a receipt.</summary>
    /// <param name="receipt">The compact JWS.</param>
    /// <param name="answer">The answer's JSON.</param>
    /// <param name="jwks">The keys to trust, as a JWK set.</param>
    /// <exception cref="FormatException"><paramref name="jwks"/> is no JWK set.</exception>
    public static bool Holds(string receipt, byte[] answer, byte[] jwks)
    {
        var keys = JwkSet.Read(jwks);
        try
        {
            return JsonSerializer.Deserialize<LogProof>(answer, JsonSerializerOptions.Web) is { } proof
                && ReceiptVerifier.Id(receipt) is { } id
                && ReceiptText.Bytes(proof.Root) is { } root
                && IsSigned(proof, keys)
                && MerkleTree.Includes(MerkleTree.Leaf(ReceiptText.Bytes(id)!), proof.Index, proof.Size, [.. proof.Hashes.Select(hash => ReceiptText.Bytes(hash) ?? [])], root);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            return false;
        }
    }

    // The root and the size that were signed are those of the proof.
    private static bool IsSigned(LogProof proof, IReadOnlyList<PublicKey> keys) =>
        CompactJws.Parse(proof.Checkpoint) is { } jws
        && ReceiptVerifier.SignatureFault(jws, keys) is null
        && (string?)jws.Header["typ"] == TransparencyLog.Type
        && JsonNode.Parse(jws.Payload) is JsonObject signed
        && (string?)signed["root"] == proof.Root
        && (long?)signed["size"] == proof.Size;
}
