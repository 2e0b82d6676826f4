using System.Security.Cryptography;

namespace FxOrleans.Access;

/// <summary>A key that is in force. Thread-safe.</summary>
public sealed class ApiKey
{
    private readonly CancellationTokenSource _revoked = new();

    internal ApiKey(KeyOptions options, MinuteQuota quota)
    {
        Options = options;
        Quota = quota;
        PageTag = System.Convert.ToHexStringLower(HMACSHA256.HashData(options.Sha256.Span, "page"u8));
    }

    public KeyOptions Options { get; }

    /// <summary>What of its quota is left.</summary>
    public MinuteQuota Quota { get; }

    /// <summary>Cancelled when the key is no longer in force: its sockets then end.</summary>
    public CancellationToken Revoked => _revoked.Token;

    /// <summary>Stands for the key in the cookie that lets a browser load the page's files. It is of no use as a key.</summary>
    internal string PageTag { get; }

    internal void Revoke() => _ = _revoked.CancelAsync();
}
