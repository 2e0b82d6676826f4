using System.Text.Json;
using FxOrleans.Access;
using FxOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>Keys that change on disk are in force without a restart; what is wrong changes nothing.</summary>
public sealed class KeyReloadTests
{
    [Fact]
    public async Task A_changed_file_brings_new_keys_and_a_wrong_one_nothing()
    {
        var directory = Directory.CreateTempSubdirectory("fx-keys-");
        var file = Path.Combine(directory.FullName, "appsettings.json");
        Write(file, "first");
        var configuration = new ConfigurationBuilder().AddJsonFile(file, optional: false, reloadOnChange: false).Build();
        var ring = new KeyRing(AccessSettings.Read(configuration, []).Keys, TimeProvider.System);
        using var reload = new KeyReload(configuration, ring, NullLogger<KeyReload>.Instance);
        await reload.StartAsync(CancellationToken.None);
        Assert.NotNull(ring.Find("first"));

        Write(file, "second");
        configuration.Reload(); // What the file's watch does.
        await Eventually.TrueAsync(() => ring.Find("second") is not null, "the new key is in force");
        Assert.Null(ring.Find("first"));

        File.WriteAllText(file, """{"Auth":{"Mode":"keys","Keys":{"desk":{"Sha256":"nothing"}}}}""");
        configuration.Reload();
        Assert.NotNull(ring.Find("second"));
        directory.Delete(recursive: true);
    }

    private static void Write(string file, string key)
    {
        var hash = System.Convert.ToHexString(Keyed.Key("desk", key, AccessScopes.Read).Sha256.Span);
        File.WriteAllText(file, JsonSerializer.Serialize(new { Auth = new { Mode = "keys", Keys = new { desk = new { Sha256 = hash } } } }));
    }
}
