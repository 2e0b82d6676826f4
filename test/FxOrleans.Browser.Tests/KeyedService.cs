using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Browser.Tests;

/// <summary>The demo market behind keys and under a path, on an address that outlives a restart. Its tests run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class KeyedService : Chromium, ICollectionFixture<KeyedService>
{
    public const string Name = "keyed";

    public const string Key = "page-key";
    public const string Master = "master-key";
    public const string Reader = "reader-key";
    public const string Few = "few-key";
    public const string Leaver = "leaver-key";

    private static readonly (string Key, string Scopes, int PerMinute)[] Keys =
    [
        (Key, "read,stream", 100_000), (Master, "read,stream,admin", 100_000), (Reader, "read", 100_000), (Few, "read,stream", 60), (Leaver, "read,stream", 100_000),
    ];

    private readonly string _address = $"http://127.0.0.1:{FreePort.Take()}";

    protected override Task<SiloProcess> StartSiloAsync() => StartSiloAsync(Keys.Select(key => key.Key));

    /// <summary>Starts the host again where it was, without one of its keys.</summary>
    public async Task StartAgainAsync(string? without = null)
    {
        await Silo.DisposeAsync();
        Silo = await StartSiloAsync(Keys.Select(key => key.Key).Where(key => key != without));
    }

    /// <summary>Tells one of the demo's providers what to do.</summary>
    public async Task TellAsync(string provider, string mode)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/demo/control/{provider}") { Content = JsonContent.Create(new { mode }) };
        using var answer = await SendAsync(request, Master);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Sends a request with a key.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string key)
    {
        request.Headers.Add("X-Api-Key", key);
        return Silo.Http.SendAsync(request);
    }

    private async Task<SiloProcess> StartSiloAsync(IEnumerable<string> keys)
    {
        var silo = await SiloProcess.StartAsync(
        [
            "--Demo:Enabled=true", $"--Urls={_address}", "--PathBase=/fx", "--Auth:Mode=keys",
            .. Keys.Where(key => keys.Contains(key.Key)).SelectMany(key => new[]
            {
                $"--Auth:Keys:{key.Key}:Sha256={Hash(key.Key)}", $"--Auth:Keys:{key.Key}:Scopes={key.Scopes}", $"--Auth:Keys:{key.Key}:PerMinute={key.PerMinute}",
            }),
        ]);
        await silo.ReadyAsync();
        return silo;
    }

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
