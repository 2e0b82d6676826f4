using System.Security.Cryptography;

namespace FxOrleans.PricePlatform;

/// <summary>An answer's bytes and their entity tag, made once. Immutable.</summary>
public sealed class CachedAnswer
{
    private byte[]? _marked;

    /// <param name="body">A JSON object in UTF-8.</param>
    public CachedAnswer(byte[] body)
    {
        Body = body;
        ETag = $"\"{System.Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\"";
    }

    public byte[] Body { get; }

    /// <summary>Entity tag, quotes included.</summary>
    public string ETag { get; }

    /// <summary>The same object with <c>"stale":true</c> as its first member.</summary>
    public byte[] Marked => _marked ??= [.. "{\"stale\":true,"u8, .. Body.AsSpan(1)];
}
