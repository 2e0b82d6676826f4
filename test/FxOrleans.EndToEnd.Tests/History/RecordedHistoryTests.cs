using System.Globalization;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The host with a real PostgreSQL: what was loaded and what was priced is answered for any past moment.</summary>
[Slow]
public sealed class RecordedHistoryTests : IAsyncLifetime
{
    private static readonly string Rates = Path.Combine(AppContext.BaseDirectory, "Data", "eurofxref-hist.csv.gz");
    private PostgresServer _server = null!;

    public async Task InitializeAsync() => _server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task The_ecbs_27_years_are_loaded_by_one_command_and_answered_from()
    {
        var first = await LoadAsync($"--file={Rates}");
        var again = await LoadAsync($"--file={Rates}");
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal(Said(first.Output), Said(again.Output));
        Assert.Contains("from 1999-01-04 to 2026-03-05", first.Output, StringComparison.Ordinal);

        await using var silo = await StartAsync();
        var usd = Published("USD", "2024-03-01");
        var direct = await silo.GetAsync("/rate?from=EUR&to=USD&at=2024-03-03T12:00:00Z");
        Assert.Equal(usd, direct.GetProperty("price").GetDecimal());
        Assert.Equal("2024-03-01T00:00:00Z 1d loaded indicative", Texts(direct, "timestamp", "resolution", "record", "status"));

        var cross = await silo.GetAsync("/rate?from=GBP&to=JPY&at=2024-03-01T12:00:00Z");
        Assert.Equal(
            Math.Round(Published("JPY", "2024-03-01") / Published("GBP", "2024-03-01"), 10),
            Math.Round(cross.GetProperty("price").GetDecimal(), 10));
        Assert.Equal("404 no_price", await silo.ProblemAsync("/rate?from=EUR&to=USD&at=1999-01-03T23:59:59Z"));
    }

    [Fact]
    public async Task What_was_priced_is_known_after_a_restart_and_while_the_database_is_away()
    {
        string past;
        decimal price;
        await using (var silo = await StartAsync())
        {
            await Eventually.TrueAsync(
                async () => (await silo.GetAsync("/rate?from=USD&to=EUR")).GetProperty("status").GetString() == "live", "USD/EUR is live", TimeSpan.FromSeconds(60));

            // The address says whole seconds: a second later is surely after the first price.
            var then = TimeProvider.System.GetUtcNow().AddSeconds(1);
            past = $"/rate?from=USD&to=EUR&at={then.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}";

            // Until then a late tick may still amend the second's candle.
            await Eventually.TrueAsync(() => TimeProvider.System.GetUtcNow() > then.AddSeconds(4), "the second's candle is closed");
            price = (await silo.GetAsync(past)).GetProperty("price").GetDecimal();

            _server.Kill();
            var away = await silo.GetAsync(past);
            Assert.Equal((price, "decided 1s"), (away.GetProperty("price").GetDecimal(), Texts(away, "record", "resolution")));
            await Eventually.TrueAsync(async () => (await silo.GetAsync("/rate?from=USD&to=EUR")).GetProperty("status").GetString() == "live", "USD/EUR is live without the database");

            await _server.RestartAsync();
            Assert.Equal(0, await silo.StopAsync());
        }

        await using var next = await StartAsync();
        var known = await next.GetAsync(past);
        Assert.Equal((price, "decided", true), (known.GetProperty("price").GetDecimal(), Texts(known, "record"), known.GetProperty("simulated").GetBoolean()));
    }

    [Fact]
    public async Task What_cannot_be_loaded_is_said_in_one_line()
    {
        var noDatabase = await SiloProcess.RunAsync("history", "load-ecb", "--Urls=none");
        Assert.Equal(2, noDatabase.ExitCode);
        Assert.Contains("History:ConnectionString", noDatabase.Output, StringComparison.Ordinal);

        var noFile = await LoadAsync("--file=/nowhere/rates.csv");
        Assert.Equal(1, noFile.ExitCode);
        Assert.DoesNotContain("   at ", noFile.Output, StringComparison.Ordinal);

        var noCommand = await SiloProcess.RunAsync("history", "forget", "--Urls=none");
        Assert.Equal(2, noCommand.ExitCode);
    }

    private Task<(int ExitCode, string Output)> LoadAsync(string source) =>
        SiloProcess.RunAsync("history", "load-ecb", source, "--Urls=none", $"--History:ConnectionString={_server.ConnectionString}");

    private async Task<SiloProcess> StartAsync()
    {
        var silo = await SiloProcess.StartAsync("--Demo:Enabled=true", "--History:Lateness=00:00:02", $"--History:ConnectionString={_server.ConnectionString}");
        await silo.ReadyAsync();
        return silo;
    }

    private static string Said(string output) => output.Split('\n').Single(line => line.Contains("are in the database", StringComparison.Ordinal));

    private static decimal Published(string currency, string date) =>
        EcbHistory.Series()[currency].Single(day => day.Date == DateOnly.Parse(date, CultureInfo.InvariantCulture)).Rate;

    private static string Texts(JsonElement rate, params string[] fields) => string.Join(' ', fields.Select(field => rate.GetProperty(field).GetString()));
}
