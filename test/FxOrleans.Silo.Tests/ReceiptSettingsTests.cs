using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Roles;
using FxOrleans.Testing.Simulation;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Silo.Tests;

/// <summary>Receipts are signed and kept as configured.</summary>
public sealed class ReceiptSettingsTests : IDisposable
{
    private static readonly DateTimeOffset From = new(2020, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly DateTimeOffset Until = new(2100, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("fx-receipts-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task The_host_signs_with_the_configured_key_in_the_configured_name_and_keeps_in_the_configured_folder()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(Under("key.pem"), key.ExportPkcs8PrivateKeyPem());
        await using var app = Host(
            ("Data:Path", Under("data")), ("Journal:Path", Under("kept")), ("Receipts:Issuer", "acme"), ("Receipts:MaxKept", "1"),
            ("Receipts:Keys:a:File", Under("key.pem")), ("Receipts:Keys:a:NotBefore", $"{From:O}"), ("Receipts:Keys:a:NotAfter", $"{Until:O}"));
        var book = app.Services.GetRequiredService<IReceiptBook>();

        var receipt = await book.IssueAsync(Evidence(1), "{}"u8.ToArray(), default);

        Assert.True(File.Exists(Under("kept", "receipts.db")));
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(receipt.Signed.Split('.')[1]));
        Assert.Equal("acme", payload.RootElement.GetProperty("iss").GetString());
        using var keys = JsonDocument.Parse(await book.PublicKeysAsync(default));
        var only = Assert.Single(keys.RootElement.GetProperty("keys").EnumerateArray());
        Assert.Equal(Base64Url.EncodeToString(key.ExportParameters(false).Q.X), only.GetProperty("x").GetString());
        Assert.Equal((From.ToUnixTimeSeconds(), Until.ToUnixTimeSeconds()), (only.GetProperty("nbf").GetInt64(), only.GetProperty("exp").GetInt64()));
        await Assert.ThrowsAsync<EngineUnavailableException>(async () => await book.IssueAsync(Evidence(2), "{}"u8.ToArray(), default));
    }

    [Fact]
    public async Task Without_keys_and_folders_of_its_own_all_is_in_the_data_folder()
    {
        await using var app = Host(("Data:Path", Under("data")));

        await app.Services.GetRequiredService<IReceiptBook>().IssueAsync(Evidence(1), "{}"u8.ToArray(), default);

        Assert.True(File.Exists(Under("data", "receipt-key.pem")));
        Assert.True(File.Exists(Under("data", "journal", "receipts.db")));
    }

    private static WebApplication Host(params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddRole(HostRole.All, HostSettings.Read(builder.Configuration, HostRole.All));
        return builder.Build();
    }

    private static PriceEvidence Evidence(ulong seed)
    {
        LegEvidence? last = null;
        EvidenceMarket.Run(CurrencyPair.Parse("USD/EUR"), 0.88, seed, leg => last = leg);
        return PriceEvidence.Of([last!])!;
    }

    private string Under(params string[] names) => Path.Combine([_root.FullName, .. names]);
}
