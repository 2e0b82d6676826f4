using System.Security.Cryptography;
using System.Text;

namespace FxOrleans.Access;

/// <summary>
/// The keys in force. It holds their hashes only; comparing one takes as long whether or not it fits, and all are compared.
/// Thread-safe.
/// </summary>
public sealed class KeyRing
{
    /// <summary>The longest key that is looked at, in characters.</summary>
    public const int LongestKey = 512;

    private readonly TimeProvider _time;
    private ApiKey[] _keys = [];

    public KeyRing(IEnumerable<KeyOptions> keys, TimeProvider time)
    {
        _time = time;
        Replace(keys);
    }

    /// <summary>The key that was presented; null when it is none of ours.</summary>
    public ApiKey? Find(string presented)
    {
        if (presented.Length is 0 or > LongestKey)
        {
            return null;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(presented), hash);
        ApiKey? found = null;
        foreach (var key in Volatile.Read(ref _keys))
        {
            if (CryptographicOperations.FixedTimeEquals(hash, key.Options.Sha256.Span))
            {
                found = key;
            }
        }

        return found;
    }

    /// <summary>Other keys from now on. One that stays as it was keeps its count; the sockets of one that goes or changes end.</summary>
    public void Replace(IEnumerable<KeyOptions> keys)
    {
        var before = Volatile.Read(ref _keys);
        var after = keys.Select(options => before.FirstOrDefault(key => AreSame(key.Options, options)) ?? new ApiKey(options, QuotaOf(options, before))).ToArray();
        Volatile.Write(ref _keys, after);
        foreach (var gone in before.Except(after))
        {
            gone.Revoke();
        }
    }

    /// <summary>The key whose <see cref="ApiKey.PageTag"/> that is.</summary>
    internal ApiKey? FindByPageTag(string tag)
    {
        var bytes = Encoding.ASCII.GetBytes(tag);
        ApiKey? found = null;
        foreach (var key in Volatile.Read(ref _keys))
        {
            if (CryptographicOperations.FixedTimeEquals(bytes, Encoding.ASCII.GetBytes(key.PageTag)))
            {
                found = key;
            }
        }

        return found;
    }

    // Scopes may change without giving a new minute's requests.
    private MinuteQuota QuotaOf(KeyOptions options, ApiKey[] before) =>
        before.FirstOrDefault(key => key.Options.Name == options.Name && key.Options.PerMinute == options.PerMinute)?.Quota
        ?? new MinuteQuota(options.PerMinute, _time);

    private static bool AreSame(KeyOptions one, KeyOptions other) =>
        one.Name == other.Name && one.PerMinute == other.PerMinute && one.Scopes == other.Scopes && one.Sha256.Span.SequenceEqual(other.Sha256.Span);
}
