namespace FxOrleans.Serving.Receipts;

/// <summary>A consistency proof (RFC 9162, section 2.1.4).</summary>
/// <param name="First">The earlier size.</param>
/// <param name="Second">The later size.</param>
/// <param name="Hashes">In the order of the RFC, base64url.</param>
public sealed record ConsistencyResponse(long First, long Second, IReadOnlyList<string> Hashes);
