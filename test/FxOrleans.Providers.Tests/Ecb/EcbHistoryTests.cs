using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests;

public class EcbHistoryTests
{
    private const string Recent = "/stats/eurofxref/eurofxref-hist-90d.xml";

    /// <summary>The clock of the recorded file: 5 March 2026 and the two working days before it.</summary>
    private static readonly DateTimeOffset Then = new(2026, 3, 5, 18, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Crosses_lead_through_the_euro()
    {
        await using var host = await HostAsync();
        var history = host.Services.GetRequiredService<EcbHistory>();
        var direct = await history.HistoryAsync(Ask("EUR/USD"), default);
        var yen = await history.HistoryAsync(Ask("EUR/JPY"), default);

        var cross = await history.HistoryAsync(Ask("USD/JPY"), default);

        Assert.Equal((3, 1.1618m), (direct.Count, direct[^1].Price));
        Assert.Equal(yen[^1].Price / direct[^1].Price, cross[^1].Price, 9);
        Assert.All(host.Server.Seen, request => Assert.Equal(Recent, request.Target));
    }

    [Fact]
    public async Task A_day_ago_is_the_fixing_before_the_newest_in_dollars()
    {
        await using var host = await HostAsync();
        var history = host.Services.GetRequiredService<EcbHistory>();
        var direct = await history.HistoryAsync(Ask("EUR/USD"), default);

        var before = await history.DayAgoAsync([AssetCatalog.Eur], default);

        Assert.Equal(direct[^1].Price, before[AssetCatalog.Eur].Now!.Value, 12);
        Assert.Equal(direct[^2].Price, before[AssetCatalog.Eur].Before, 12);
    }

    [Fact]
    public async Task A_pair_without_a_fixing_is_an_empty_answer()
    {
        await using var host = await HostAsync();

        var failure = await Assert.ThrowsAsync<ProviderException>(
            () => host.Services.GetRequiredService<EcbHistory>().HistoryAsync(Ask("EUR/NGN"), default));

        Assert.Equal(ProviderFailureKind.Empty, failure.Kind);
    }

    private static async Task<ProviderHost> HostAsync()
    {
        var host = await ProviderHost.StartAsync("Ecb");
        host.Clock.StepWall(Then - host.Clock.GetUtcNow());
        host.Server.On(Recent, Recorded.Bytes("Ecb/eurofxref-hist-90d.xml"), "text/xml");
        return host;
    }

    private static HistoryRequest Ask(string pair) => new(CurrencyPair.Parse(pair), Then.AddDays(-30), Then, TimeSpan.FromDays(1));
}
