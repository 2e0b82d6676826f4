namespace FxOrleans.Pricing;

/// <summary>The codes of what can be wrong with a receipt.</summary>
public static class ReceiptFaults
{
    /// <summary>The payload is of a version that this verifier does not know.</summary>
    public const string UnsupportedVersion = "unsupported_version";

    /// <summary>No key that was given has the receipt's <c>kid</c>.</summary>
    public const string UnknownKey = "unknown_key";

    /// <summary>The signature is not that key's, or the receipt asks for another algorithm than ES256.</summary>
    public const string BadSignature = "bad_signature";

    /// <summary>It was signed before the key was valid or after it had expired.</summary>
    public const string KeyNotValidThen = "key_not_valid_then";

    /// <summary>The payload is not in the form of RFC 8785, or a digest in it or beside it is of something else.</summary>
    public const string DigestMismatch = "digest_mismatch";

    /// <summary>The evidence does not give the digits.</summary>
    public const string RecomputationDiffers = "recomputation_differs";

    /// <summary>The log does not hold it.</summary>
    public const string NotLogged = "not_logged";
}
