using System.Net;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The ways to run the host, by the very commands that the README gives, but for the port; Redis is found as the README says.</summary>
[Slow]
public sealed class RunCommandTests
{
    public const string Demo = "./fx run";
    public const string Live = "./fx run --live";
    public const string Ingest = "./fx run --role ingest";
    public const string Serve = "./fx run --role serve";
    public const string Refresh = "./fx run --live --role refresh";
    public const string OneFrame = "./fx run --role one-frame";

    public static IReadOnlyList<string> Commands => [Demo, Live, Ingest, Serve, Refresh, OneFrame];

    [Fact]
    public async Task The_demo_answers_and_says_that_it_is_one()
    {
        await using var silo = await SiloProcess.StartByAsync(Demo);
        await silo.ReadyAsync();

        Assert.True((await silo.GetAsync("/rate?from=USD&to=EUR")).GetProperty("simulated").GetBoolean());
        Assert.Equal(0, await silo.StopAsync());
    }

    [Fact]
    public async Task Without_the_demo_providers_are_asked_at_their_addresses()
    {
        await using var oneFrame = await OneFrameStandIn.StartAsync(TimeProvider.System);
        await using var silo = await SiloProcess.StartByAsync(Live, Environment(oneFrame));
        await silo.ReadyAsync();

        Assert.NotEmpty(oneFrame.Calls);
        string?[] well = [];
        await Eventually.TrueAsync(
            async () => (well = [.. (await silo.GetAsync("/providers")).EnumerateArray().Where(row => row.GetProperty("state").GetString() == "ok").Select(row => row.GetProperty("name").GetString())]).Length > 0,
            "a provider is well");
        Assert.Equal("OneFrame", Assert.Single(well));
        using var control = await silo.Http.GetAsync("/demo/control");
        Assert.Equal(HttpStatusCode.NotFound, control.StatusCode);
    }

    [Fact]
    public async Task What_an_ingest_node_decides_a_serving_node_serves()
    {
        await using var redis = await RedisServer.StartAsync();
        var environment = new Dictionary<string, string> { ["FX__Redis__ConnectionString"] = redis.ConnectionString };
        await using var ingest = await SiloProcess.StartByAsync(Ingest, environment);
        await using var serve = await SiloProcess.StartByAsync(Serve, environment);
        await ingest.ReadyAsync();
        await serve.ReadyAsync();

        Assert.Equal("404 unknown_path", await ingest.ProblemAsync("/rate?from=USD&to=EUR"));
        Assert.NotEmpty((await serve.GetAsync("/rates/latest?base=USD")).GetProperty("rates").EnumerateObject());
    }

    [Fact]
    public async Task A_refresh_of_a_one_frame_of_ours_writes_its_rates_and_ends()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var oneFrame = await SiloProcess.StartByAsync(OneFrame);
        var environment = Environment(null);
        environment["FX__Providers__OneFrame__BaseUrl"] = oneFrame.Address.ToString();
        environment["FX__Redis__ConnectionString"] = redis.ConnectionString;

        var (exitCode, output) = await Shell.RunAsync(Refresh, environment);

        Assert.True(exitCode == 0, output);
        Assert.Contains("\"to\":\"JPY\"", await redis.CommandAsync("GET", "rates"), StringComparison.Ordinal);
        foreach (var path in (string[])["/", "/rate?from=USD&to=EUR", "/control", "/providers"])
        {
            Assert.Equal("404 unknown_path", await oneFrame.ProblemAsync(path));
        }
    }

    /// <summary>Settings that leave One-Frame alone among the providers.</summary>
    private static Dictionary<string, string> Environment(OneFrameStandIn? oneFrame)
    {
        var environment = new Dictionary<string, string> { ["FX__Quotas__File"] = "" };
        foreach (var provider in (string[])["CurrencyApi", "Ecb", "Frankfurter", "OpenErApi", "CoinGecko"])
        {
            environment[$"FX__Providers__{provider}__Enabled"] = "false";
        }

        if (oneFrame is not null)
        {
            environment["FX__Providers__OneFrame__BaseUrl"] = oneFrame.Address;
        }

        return environment;
    }
}
