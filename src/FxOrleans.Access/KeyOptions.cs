namespace FxOrleans.Access;

/// <summary>One of <c>Auth:Keys</c>. The key itself is nowhere in the configuration. Immutable.</summary>
/// <param name="Name">What it is called in configuration; no secret.</param>
/// <param name="Sha256">The SHA-256 of the key in UTF-8, 32 bytes.</param>
/// <param name="PerMinute">Requests that pass in any minute, handshakes counted: 1 to 1,000,000.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record KeyOptions(string Name, ReadOnlyMemory<byte> Sha256, int PerMinute, AccessScopes Scopes)
{
    /// <summary>Where <c>PerMinute</c> is not given.</summary>
    public const int DefaultPerMinute = 600;

    /// <summary>The highest <c>PerMinute</c>: a quota remembers the moment of each request of the last minute, 8 bytes each.</summary>
    public const int MaxPerMinute = 1_000_000;
}
