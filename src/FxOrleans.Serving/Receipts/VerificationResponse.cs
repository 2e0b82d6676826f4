namespace FxOrleans.Serving.Receipts;

/// <summary>What of a receipt holds: each <c>valid</c>, <c>invalid</c> or <c>not_checked</c>.</summary>
/// <param name="Signature">Whether a key of this service signed it while that key was valid.</param>
/// <param name="Digits">Whether its evidence gives its digits.</param>
/// <param name="Log">Whether the log holds it.</param>
/// <param name="Faults">What is wrong: unsupported_version, unknown_key, bad_signature, key_not_valid_then, digest_mismatch, recomputation_differs or not_logged.</param>
public sealed record VerificationResponse(string Signature, string Digits, string Log, IReadOnlyList<string> Faults);
