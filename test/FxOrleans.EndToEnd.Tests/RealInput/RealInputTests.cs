using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A real day's rates from end to end: what the package says is what the service says.</summary>
public sealed class RealInputTests(RealDay day) : IClassFixture<RealDay>
{
    [Fact]
    public async Task An_old_day_is_served_with_every_digit_its_own_date_and_as_stale()
    {
        var rate = await day.Silo.GetAsync("/rate?from=USD&to=EUR");

        Assert.Equal("0.88022588", rate.GetProperty("price").GetRawText());
        Assert.Equal("2026-09-29T00:00:00Z", rate.GetProperty("timestamp").GetString());
        Assert.Equal("stale", rate.GetProperty("status").GetString());
        Assert.False(rate.GetProperty("simulated").GetBoolean());
        Assert.Equal("503 not_ready", await day.Silo.ProblemAsync("/health/ready"));
    }

    [Fact]
    public async Task A_fixing_in_its_day_is_indicative_and_never_live()
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        await using var upstream = await CurrencyApiMirror.StartAsync(today);
        await using var silo = await SiloProcess.StartAsync([.. OnlyCurrencyApi.At(upstream.Address), "--Pricing:Quorum=1"]);
        await RealDay.PricedAsync(silo);

        var rate = await silo.GetAsync("/rate?from=USD&to=EUR");

        Assert.Equal($"{today:yyyy-MM-dd}T00:00:00Z", rate.GetProperty("timestamp").GetString());
        Assert.Equal("indicative", rate.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Crosses_agree_with_the_packages_own_files()
    {
        foreach (var @base in (string[])["eur", "gbp", "jpy", "ngn", "btc"])
        {
            var published = CurrencyApiMirror.Rates(@base);
            foreach (var quote in (string[])["usd", "chf", "inr", "kes", "xau", "eth", "bgn"])
            {
                var rate = await day.Silo.GetAsync($"/rate?from={@base}&to={quote}");
                Near(published[quote], rate.GetProperty("price").GetDecimal(), $"{@base}/{quote}");
            }
        }
    }

    [Fact]
    public async Task A_dead_currency_is_priced_while_a_source_quotes_it()
    {
        var rate = await day.Silo.GetAsync("/rate?from=usd&to=bgn");

        Assert.Equal("1.72157219", rate.GetProperty("price").GetRawText());
    }

    // The package publishes eight decimals, fewer of them significant where a rate is small.
    private static void Near(decimal published, decimal served, string pair)
    {
        var tolerance = Math.Max(0.000_001m * published, 0.000_000_02m);
        Assert.True(Math.Abs(published - served) <= tolerance, $"{pair}: the package says {published}, the service {served}.");
    }
}
