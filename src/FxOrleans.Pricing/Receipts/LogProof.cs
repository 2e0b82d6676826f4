namespace FxOrleans.Pricing;

/// <summary>A receipt's place in the log. Immutable.</summary>
/// <param name="Index">The leaf, from 0.</param>
/// <param name="Size">The leaves of the tree.</param>
/// <param name="Root">Its root, base64url.</param>
/// <param name="Hashes">From the leaf to the root, base64url.</param>
/// <param name="Checkpoint">Size and root, signed: a compact JWS.</param>
public sealed record LogProof(long Index, long Size, string Root, IReadOnlyList<string> Hashes, string Checkpoint);
