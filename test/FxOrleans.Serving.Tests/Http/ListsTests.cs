using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>GET /currencies</c> and <c>GET /providers</c>.</summary>
public sealed class ListsTests
{
    [Fact]
    public async Task Currencies_have_number_name_and_minor_units()
    {
        await using var host = await ServingHost.StartAsync();

        var reply = await host.GetAsync("/currencies");

        Assert.Equal("public, max-age=3600", reply.Headers["Cache-Control"]);
        var rows = reply.Json.EnumerateArray().ToDictionary(row => row.GetProperty("code").GetString()!, row => row.GetRawText());
        Assert.Equal("""{"code":"JPY","number":"392","name":"Yen","minorUnits":0,"class":"currency"}""", rows["JPY"]);
        Assert.Equal("""{"code":"XAU","number":"959","name":"Gold","class":"metal"}""", rows["XAU"]);
        Assert.Equal("""{"code":"BGN","number":"975","name":"Bulgarian Lev","minorUnits":2,"class":"currency","dead":true,"lastDay":"2025-12-31"}""", rows["BGN"]);
        Assert.Equal("coin", JsonDocument.Parse(rows["BTC"]).RootElement.GetProperty("class").GetString());
        Assert.Equal("stock", JsonDocument.Parse(rows["AAPL"]).RootElement.GetProperty("class").GetString());
        Assert.Equal(AssetCatalog.Count, rows.Count);
    }

    [Fact]
    public async Task Providers_are_told_as_the_engine_tells_them()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Providers.Add(new ProviderStatus
        {
            Name = "Ecb",
            State = "degraded",
            Kind = "fixing",
            LastSuccess = Given.Now,
            LastFailure = new ProviderFailure(Given.Now.AddSeconds(-1), "unreadable", "It was HTML."),
            Accepted = 7,
            Rejected = 2,
            Failures = new Dictionary<string, long> { ["unreadable"] = 1 },
            Rejections = new Dictionary<string, long> { ["stale"] = 2 },
            QuotaLeft = 59,
            Attribution = "ECB",
        });

        var reply = await host.GetAsync("/providers");

        var row = Assert.Single(reply.Json.EnumerateArray());
        Assert.Equal(("Ecb", "degraded", 7, 2, 59, "ECB"), (
            row.GetProperty("name").GetString(),
            row.GetProperty("state").GetString(),
            row.GetProperty("accepted").GetInt32(),
            row.GetProperty("rejected").GetInt32(),
            row.GetProperty("quotaLeft").GetInt32(),
            row.GetProperty("attribution").GetString()));
        Assert.Equal(Given.Now, row.GetProperty("lastSuccess").GetDateTimeOffset());
        Assert.Equal(("unreadable", Given.Now.AddSeconds(-1)), (
            row.GetProperty("lastFailure").GetProperty("kind").GetString(), row.GetProperty("lastFailure").GetProperty("at").GetDateTimeOffset()));
    }

    [Fact]
    public async Task No_providers_are_an_empty_list()
    {
        await using var host = await ServingHost.StartAsync();

        Assert.Equal("[]", (await host.GetAsync("/providers")).Body);
    }
}
