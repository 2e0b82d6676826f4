using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests;

/// <summary>The euro's reference rates of a month, as the ECB published them. The recorded file has 3, 4 and 5 March 2026.</summary>
public sealed class EcbOfficialRatesTests
{
    private const string Recent = "/stats/eurofxref/eurofxref-hist-90d.xml";
    private const string Everything = "/stats/eurofxref/eurofxref-hist.xml";

    [Theory]
    [InlineData("2026-03-05", "2026-03-03 2026-03-04 2026-03-05")]
    [InlineData("2026-04-05", "2026-03-05")] // Nothing of April, and the last before it.
    [InlineData("2026-02-01", "")]
    public async Task A_month_has_its_days_and_the_last_before_it(string month, string days)
    {
        await using var host = await HostAsync();

        var found = await host.Services.GetRequiredService<IOfficialRates>().MonthAsync(DateOnly.Parse(month), default);

        Assert.Equal(days.Split(' ', StringSplitOptions.RemoveEmptyEntries), found.Select(day => day.Date.ToString("yyyy-MM-dd")));
        Assert.All(host.Server.Seen, request => Assert.Equal(Recent, request.Target));
    }

    [Fact]
    public async Task Digits_stay_as_they_were_published_and_old_months_are_in_the_whole_history()
    {
        await using var host = await HostAsync();
        var official = host.Services.GetRequiredService<IOfficialRates>();

        var newest = (await official.MonthAsync(new DateOnly(2026, 3, 1), default))[^1];
        await official.MonthAsync(new DateOnly(2015, 3, 1), default);

        Assert.Equal("1.1618", newest.Rates[AssetCatalog.Usd].ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal([Recent, Everything], host.Server.Seen.Select(request => request.Target));
    }

    [Fact]
    public async Task The_whole_history_is_fetched_once_for_many_months_and_pairs_and_again_when_it_has_been_forgotten()
    {
        await using var host = await HostAsync();
        var (official, history) = (host.Services.GetRequiredService<IOfficialRates>(), host.Services.GetRequiredService<EcbHistory>());

        await Task.WhenAll(Enumerable.Range(1, 5).Select(month => official.MonthAsync(new DateOnly(2015, month, 1), default)));
        await history.HistoryAsync(new HistoryRequest(CurrencyPair.Parse("EUR/USD"), host.Clock.GetUtcNow().AddYears(-5), host.Clock.GetUtcNow(), TimeSpan.FromDays(1)), default);
        Assert.Equal([Everything], host.Server.Seen.Select(request => request.Target));

        host.Clock.Advance(EcbArchive.KeptFor);
        await official.MonthAsync(new DateOnly(2015, 1, 1), default);
        Assert.Equal([Everything, Everything], host.Server.Seen.Select(request => request.Target));
    }

    private static async Task<ProviderHost> HostAsync()
    {
        var host = await ProviderHost.StartAsync("Ecb");
        host.Clock.StepWall(new DateTimeOffset(2026, 3, 5, 18, 0, 0, TimeSpan.Zero) - host.Clock.GetUtcNow());
        host.Server.On(Recent, Recorded.Bytes("Ecb/eurofxref-hist-90d.xml"), "text/xml");
        host.Server.On(Everything, Recorded.Bytes("Ecb/eurofxref-hist-90d.xml"), "text/xml");
        return host;
    }
}
