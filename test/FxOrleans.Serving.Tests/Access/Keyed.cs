using System.Net;
using System.Security.Cryptography;
using System.Text;
using FxOrleans.Access;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>Access options for tests, and the keys that fit them.</summary>
internal static class Keyed
{
    public const string Reader = "reader-key-1";
    public const string Streamer = "streamer-key-1";
    public const string Admin = "admin-key-1";
    public const string All = "all-key-1";

    /// <summary>The quota of each of them.</summary>
    public const int PerMinute = 20;

    public static AccessOptions Options { get; } = new()
    {
        Mode = AuthMode.Keys,
        Keys =
        [
            Key("reader", Reader, AccessScopes.Read),
            Key("streamer", Streamer, AccessScopes.Stream),
            Key("admin", Admin, AccessScopes.Admin),
            Key("all", All, AccessScopes.Read | AccessScopes.Stream | AccessScopes.Admin),
        ],
    };

    public static KeyOptions Key(string name, string key, AccessScopes scopes, int perMinute = PerMinute) =>
        new(name, SHA256.HashData(Encoding.UTF8.GetBytes(key)), perMinute, scopes);

    /// <summary>Limits under which this machine is a known proxy, so that a test can ask from any address.</summary>
    public static AccessLimits BehindProxy { get; } = new() { KnownProxies = [IPNetwork.Parse("127.0.0.0/8")] };

    public static (string Name, string Value) Header(string key) => ("X-Api-Key", key);
}
