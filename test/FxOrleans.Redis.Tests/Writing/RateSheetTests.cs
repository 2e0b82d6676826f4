using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Redis.Tests;

/// <summary><c>rates</c> as a refresher leaves it.</summary>
public sealed class RateSheetTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private ServiceProvider _services = null!;

    private IRateSnapshotStore Sheet => _services.GetRequiredService<IRateSnapshotStore>();

    public async Task InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        _services = Services(deadline: "00:00:05");
    }

    public async Task DisposeAsync()
    {
        await _services.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task AllRowsAreReadBackAndReadersAreTold()
    {
        await using var updated = await _redis.ListenAsync("rates_updated");
        await using var broadcast = await _redis.ListenAsync("rates:broadcast");
        var (changed, kept) = (A.Price(A.UsdEur, 5), A.Price(A.BtcUsd, 3));

        await Sheet.WriteAsync([changed, kept], [changed], A.Noon, CancellationToken.None);

        Assert.Equal([kept, changed], (await Sheet.ReadAsync(A.Pairs, CancellationToken.None)).OrderBy(price => price.Pair.ToString()));
        Assert.Equal(A.Noon, await Sheet.RefreshedAsync(CancellationToken.None));
        Assert.NotNull(await _redis.CommandAsync("GET", "latest_rate:USD-EUR"));
        Assert.Null(await _redis.CommandAsync("GET", "latest_rate:BTC-USD"));
        await Eventually.TrueAsync(() => updated.Messages.Count == 1 && broadcast.Messages.Count == 1, "one message on each channel");
    }

    [Fact]
    public async Task A_price_of_its_own_says_what_it_may_be_used_for_and_the_sheet_has_its_fixed_shape()
    {
        var price = A.Price(A.UsdEur, 5) with { Disputed = true };

        await Sheet.WriteAsync([price], [price], A.Noon, CancellationToken.None);

        Assert.Contains("\"usage\":\"refuse\",\"reasons\":[", await _redis.CommandAsync("GET", "latest_rate:USD-EUR"), StringComparison.Ordinal);
        Assert.DoesNotContain("usage", await _redis.CommandAsync("GET", "rates"), StringComparison.Ordinal);
        Assert.Equal([price], await Sheet.ReadAsync(A.Pairs, CancellationToken.None));
    }

    [Fact]
    public async Task ANewerPriceIsNotOverwritten()
    {
        await Sheet.WriteAsync([], [A.Price(A.UsdEur, 9)], A.Noon, CancellationToken.None);
        await Sheet.WriteAsync([A.Price(A.UsdEur, 5)], [A.Price(A.UsdEur, 5)], A.Noon, CancellationToken.None);

        Assert.Equal([A.Price(A.UsdEur, 9)], await Sheet.ReadAsync(A.Pairs, CancellationToken.None));
    }

    [Fact]
    public async Task AFullRedisKeepsWhatItHad()
    {
        await Sheet.WriteAsync([A.Price(A.UsdEur, 1)], [A.Price(A.UsdEur, 1)], A.Noon, CancellationToken.None);
        await _redis.CommandAsync("CONFIG", "SET", "maxmemory", "1000");

        var failure = await Assert.ThrowsAsync<RateSheetException>(
            () => Sheet.WriteAsync([A.Price(A.UsdEur, 2)], [A.Price(A.UsdEur, 2)], A.Noon.AddMinutes(4), CancellationToken.None));
        Assert.Contains("(full)", failure.Message, StringComparison.Ordinal);

        await _redis.CommandAsync("CONFIG", "SET", "maxmemory", "0");
        Assert.Equal([A.Price(A.UsdEur, 1)], await Sheet.ReadAsync(A.Pairs, CancellationToken.None));
        Assert.Equal(A.Noon, await Sheet.RefreshedAsync(CancellationToken.None));
    }

    [Fact]
    public async Task WithoutRedisItSaysSo()
    {
        await using var services = Services(deadline: "00:00:00.3");
        var sheet = services.GetRequiredService<IRateSnapshotStore>();
        _redis.Kill();

        await Assert.ThrowsAsync<RateSheetException>(() => sheet.ReadAsync(A.Pairs, CancellationToken.None));
        await Assert.ThrowsAsync<RateSheetException>(() => sheet.WriteAsync([], [], A.Noon, CancellationToken.None));
    }

    private ServiceProvider Services(string deadline)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Redis:ConnectionString"] = _redis.ConnectionString, ["Redis:Deadline"] = deadline })
            .Build();
        var services = new ServiceCollection().AddLogging();
        Assert.True(services.AddRedisLink(configuration));
        return services.BuildServiceProvider();
    }
}
