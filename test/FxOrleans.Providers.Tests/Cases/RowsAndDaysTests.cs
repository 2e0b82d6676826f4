using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests.Cases;

/// <summary>Rows that contradict one another, ranges in which there is nothing, bars that are stamped the evening before.</summary>
public sealed class RowsAndDaysTests
{
    private const string Rates = "/v2/rates";
    private static readonly DateTimeOffset Monday = new(2026, 9, 28, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Of_rows_that_contradict_one_another_none_is_taken()
    {
        await using var host = await ProviderHost.StartAsync("Frankfurter");
        host.Server.On(Rates, Recorded.Bytes("Frankfurter/v2-contradictory.json"));

        var answer = await host.Provider("Frankfurter").FetchAsync(default);

        Assert.Equal("USD/EUR", Assert.Single(answer.Quotes).Pair.ToString());
        Assert.Equal(2, answer.Rejected.Count);
        Assert.All(answer.Rejected, row => Assert.Equal(new RejectedRow("USD/UAH", RowFault.Contradictory), row));
        var meter = new ProviderMeter(host.Provider("Frankfurter"), host.Clock);
        meter.Answered(answer);
        Assert.Equal(2, meter.Status().Rejections["contradictory"]);
    }

    [Fact]
    public async Task In_history_too()
    {
        await using var host = await ProviderHost.StartAsync("Frankfurter");
        host.Server.On(Rates, Recorded.Bytes("Frankfurter/v2-contradictory.json"));

        var history = host.Services.GetRequiredService<FrankfurterHistory>();

        Assert.Equal(0.88022588m, Assert.Single(await history.HistoryAsync(Ask("USD/EUR"), default)).Price);
        Assert.Empty(await history.HistoryAsync(Ask("USD/UAH"), default));
    }

    [Fact]
    public async Task A_range_without_a_rate_is_empty_and_no_outage()
    {
        await using var host = await ProviderHost.StartAsync("Frankfurter");
        host.Server.On(Rates, """{"status":404,"message":"not found"}""", status: 404);

        var failure = await Assert.ThrowsAsync<ProviderException>(
            () => host.Services.GetRequiredService<FrankfurterHistory>().HistoryAsync(Ask("EUR/PLN"), default));

        Assert.Equal(ProviderFailureKind.Empty, failure.Kind);
    }

    [Theory]
    [InlineData("2026-07-09T21:00:00Z", "2026-07-10")] // 17:00 in New York's summer: Friday's.
    [InlineData("2026-07-09T22:00:00Z", "2026-07-10")]
    [InlineData("2026-01-08T22:00:00Z", "2026-01-09")] // 17:00 in its winter.
    [InlineData("2026-01-08T21:00:00Z", "2026-01-09")]
    [InlineData("2026-07-10T00:00:00Z", "2026-07-10")]
    [InlineData("2026-07-12T21:00:00Z", "2026-07-13")] // Sunday evening: Monday's.
    [InlineData("2026-07-10T21:00:00Z", null)] // Friday evening: nobody's.
    [InlineData("2026-07-11T00:00:00Z", null)]
    public async Task A_bar_carries_the_trading_day_that_it_closes_on(string stamp, string? day)
    {
        var at = DateTimeOffset.Parse(stamp, System.Globalization.CultureInfo.InvariantCulture);
        await using var host = (await ProviderHost.StartAsync("Finnhub")).With("Providers:Finnhub:ApiKey", "k");
        host.Clock.StepWall(at.AddDays(5) - host.Clock.GetUtcNow());
        host.Server.On("/api/v1/forex/candle", $$"""{"s":"ok","t":[{{at.ToUnixTimeSeconds()}}],"o":[1.1],"h":[1.2],"l":[1.0],"c":[1.15],"v":[7]}""");
        var request = new HistoryRequest(CurrencyPair.Parse("EUR/USD"), at.AddDays(-3), at.AddDays(3), TimeSpan.FromDays(1));
        var history = host.Services.GetRequiredService<FinnhubHistory>();

        if (day is null)
        {
            Assert.Equal(ProviderFailureKind.Empty, (await Assert.ThrowsAsync<ProviderException>(() => history.CandlesAsync(request, default))).Kind);
            return;
        }

        var opens = DateTimeOffset.Parse(day + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(new HistoryBar(opens, 1.1m, 1.2m, 1.0m, 1.15m, 7), Assert.Single(await history.CandlesAsync(request, default)));
        Assert.Equal(new PastPrice(opens.AddDays(1), 1.15m), Assert.Single(await history.HistoryAsync(request, default)));
    }

    private static HistoryRequest Ask(string pair) => new(CurrencyPair.Parse(pair), Monday.AddDays(-1), Monday.AddDays(2), TimeSpan.FromDays(1));
}
