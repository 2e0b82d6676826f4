using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Providers.Tests;

/// <summary>What readers ask a provider for never costs current prices their calls, and a limit that one finds out holds for all.</summary>
public sealed class ReadersTests
{
    private const string Price = "/api/v3/simple/price";
    private const string List = "/api/v3/coins/list";

    [Fact]
    public async Task Readers_leave_polls_their_calls()
    {
        await using var host = (await HostAsync()).With("Providers:CoinGecko:Quota", "10/00:01:00").With("Providers:CoinGecko:Interval", "00:00:10");
        var (catalog, polls, found) = (Catalog(host), host.Provider("CoinGecko"), 0);

        for (var second = 0; second < 60; second++)
        {
            for (var reader = 0; reader < 4; reader++)
            {
                found += await SearchesAsync(catalog) ? 1 : 0;
            }

            if (second % 10 == 0)
            {
                await polls.FetchAsync(default);
            }

            host.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal((4, 10), (found, host.Server.Seen.Count));
    }

    [Fact]
    public async Task Without_a_key_the_public_address_has_a_limit_and_a_stand_in_none()
    {
        await using var host = await HostAsync();

        Assert.Null(host.Services.GetRequiredService<CoinGeckoOptions>().Quota);
        Assert.Equal(new CallQuota(20, TimeSpan.FromMinutes(1)), new CoinGeckoOptions(Options.Section("CoinGecko")).Quota);
    }

    [Theory]
    [InlineData(429, """{"status":{"error_code":429,"error_message":"Throttled"}}""")]
    [InlineData(200, """{"status":{"error_code":429,"error_message":"Throttled"}}""")]
    public async Task A_limit_that_one_finds_out_rests_the_whole_provider(int status, string body)
    {
        await using var host = await HostAsync();
        host.Server.On("/api/v3/coins/markets", body, status: status);
        await Assert.ThrowsAsync<ProviderException>(() => Catalog(host).TopAsync(10, default));

        var list = await Assert.ThrowsAsync<ProviderException>(() => Catalog(host).ListAsync(default));
        var poll = await host.Provider("CoinGecko").FailsAsync(ProviderFailureKind.RateLimited);

        Assert.Equal((ProviderFailureKind.RateLimited, TimeSpan.FromMinutes(1)), (list.Kind, list.RetryAfter));
        Assert.Equal(TimeSpan.FromMinutes(1), poll.RetryAfter);
        Assert.Single(host.Server.Seen);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEmpty(await Catalog(host).ListAsync(default));
        Assert.NotEmpty((await host.Provider("CoinGecko").FetchAsync(default)).Quotes);
    }

    [Fact]
    public async Task A_limit_that_one_host_finds_out_rests_the_provider_for_all_that_share_its_budget()
    {
        var shared = new SharedRests();
        await using var one = (await HostAsync()).Sharing(shared);
        await using var other = (await HostAsync()).Sharing(shared);
        one.Server.On("/api/v3/coins/markets", "{}", status: 429, headers: ("Retry-After", "90"));
        await Assert.ThrowsAsync<ProviderException>(() => Catalog(one).TopAsync(10, default));

        var refused = await other.Provider("CoinGecko").FailsAsync(ProviderFailureKind.RateLimited);

        Assert.Equal(TimeSpan.FromSeconds(90), refused.RetryAfter);
        Assert.Empty(other.Server.Seen);
        Assert.Equal(1, shared.Told); // Whoever is not let through has nothing to tell.
        shared.Rest = TimeSpan.Zero;
        other.Clock.Advance(TimeSpan.FromSeconds(90));
        Assert.NotEmpty((await other.Provider("CoinGecko").FetchAsync(default)).Quotes);
    }

    [Fact]
    public async Task A_configured_interval_holds_for_polls_whatever_the_provider_asks()
    {
        await using var host = (await HostAsync()).With("Providers:CoinGecko:Interval", "00:00:10");
        host.Server.On("/api/v3/coins/markets", "{}", status: 429, headers: ("Retry-After", "600"));
        await Assert.ThrowsAsync<ProviderException>(() => Catalog(host).TopAsync(10, default));

        Assert.NotEmpty((await host.Provider("CoinGecko").FetchAsync(default)).Quotes);
        Assert.False(await SearchesAsync(Catalog(host)));
    }

    [Fact]
    public async Task Neither_the_pipeline_nor_the_client_logs_what_the_providers_state_tells()
    {
        using var log = new Captured();
        await using var host = (await ProviderHost.StartAsync("CoinGecko")).Logging(log);
        host.Server.On(Price, "oops", status: 500);

        var fetch = host.Provider("CoinGecko").FailsAsync(ProviderFailureKind.HttpStatus);
        await host.Time.TimerOf(UpstreamCall.BackOff);
        host.Clock.Advance(UpstreamCall.BackOff);
        await host.Time.TimerOf(UpstreamCall.BackOff * 2);
        host.Clock.Advance(UpstreamCall.BackOff * 2);
        await fetch;

        Assert.Empty(log.Lines);
    }

    private static async Task<ProviderHost> HostAsync()
    {
        var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Price, Recorded.Bytes("CoinGecko/simple-price.json")).On(List, Recorded.Bytes("CoinGecko/list.json"));
        return host;
    }

    private static CoinGeckoCatalog Catalog(ProviderHost host) => host.Services.GetRequiredService<CoinGeckoCatalog>();

    private static async Task<bool> SearchesAsync(CoinGeckoCatalog catalog)
    {
        try
        {
            return (await catalog.ListAsync(default)).Count > 0;
        }
        catch (ProviderException refused) when (refused.Kind is ProviderFailureKind.QuotaSpent or ProviderFailureKind.RateLimited)
        {
            return false;
        }
    }

    /// <summary>A store as that of hosts on one Redis.</summary>
    private sealed class SharedRests : IQuotaStore
    {
        public TimeSpan Rest { get; set; }

        public int Told { get; private set; }

        public ValueTask<QuotaReceipt> SpendAsync(string budget, int calls, TimeSpan window, DateTimeOffset now, CancellationToken cancel) =>
            ValueTask.FromResult(new QuotaReceipt(true, calls, TimeSpan.Zero));

        public ValueTask RestAsync(string budget, TimeSpan rest, DateTimeOffset now)
        {
            (Rest, Told) = (rest, Told + 1);
            return ValueTask.CompletedTask;
        }

        public ValueTask<TimeSpan> RestOfAsync(string budget, DateTimeOffset now, CancellationToken cancel) => ValueTask.FromResult(Rest);
    }

    private sealed class Captured : ILoggerProvider, ILogger
    {
        private readonly Lock _lock = new();
        private readonly List<string> _lines = [];

        public IReadOnlyList<string> Lines
        {
            get
            {
                lock (_lock)
                {
                    return [.. _lines];
                }
            }
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (_lock)
            {
                _lines.Add(formatter(state, exception));
            }
        }

        public void Dispose()
        {
        }
    }
}
