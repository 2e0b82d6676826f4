using System.Security.Cryptography;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>A policy as it is kept: its form of RFC 8785 and the SHA-256 of that.</summary>
internal sealed class KeptPolicy
{
    /// <summary>The form of RFC 8785, UTF-8.</summary>
    public required byte[] Json { get; init; }

    /// <summary>Its SHA-256, as receipts name it.</summary>
    public required byte[] Digest { get; init; }

    /// <summary>The store has it.</summary>
    public bool IsKept { get; set; }

    /// <summary>The policy as it is kept.</summary>
    public static KeptPolicy Of(PricingPolicy policy)
    {
        var json = CanonicalJson.Encode(PolicyText.Write(policy));
        return new KeptPolicy { Json = json, Digest = SHA256.HashData(json) };
    }

    /// <summary>The policy that was kept.</summary>
    /// <exception cref="InvalidDataException">The bytes are no policy.</exception>
    public static PricingPolicy Read(byte[] json)
    {
        try
        {
            return PolicyText.Read(CanonicalJson.Read(json) ?? throw new FormatException("It is not in the form of RFC 8785."));
        }
        catch (FormatException wrong)
        {
            throw new InvalidDataException($"A policy of the journal cannot be read: {wrong.Message}", wrong);
        }
    }
}
