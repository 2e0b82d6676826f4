using System.Diagnostics.Metrics;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace FxOrleans.History.Tests;

/// <summary>The services as a host would have them, fed by a <see cref="FakeEngine"/>, on a clock that the test moves.</summary>
internal sealed class HistoryHost : IAsyncDisposable
{
    private static readonly CurrencyPair[] DefaultPairs =
        [CurrencyPair.Parse("USD/EUR"), CurrencyPair.Parse("BTC/USD"), CurrencyPair.Parse("USD/JPY"), CurrencyPair.Parse("EUR/JPY")];

    private static int _count;
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _running;
    private bool _stopped;

    private HistoryHost(ServiceProvider services, FakeEngine engine, FakeTime time, string schema)
    {
        _services = services;
        Engine = engine;
        Time = time;
        Schema = schema;
        _running = [.. services.GetServices<IHostedService>()];
    }

    public FakeEngine Engine { get; }

    public FakeTime Time { get; }

    public string Schema { get; }

    public IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public IPriceRecord Record => _services.GetRequiredService<IPriceRecord>();

    public CandleRecorder Recorder => _services.GetRequiredService<CandleRecorder>();

    public MemoryBook Memory => _services.GetRequiredService<MemoryBook>();

    public static string NewSchema() => $"t{Interlocked.Increment(ref _count)}";

    public static async Task<HistoryHost> StartAsync(
        PostgresServer? server, string? schema = null, FakeTime? time = null, IReadOnlyCollection<CurrencyPair>? pairs = null, params (string Key, string Value)[] settings)
    {
        schema ??= NewSchema();
        time ??= new FakeTime();
        var engine = new FakeEngine();
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["History:ConnectionString"] = server?.ConnectionString,
                ["History:Schema"] = schema,
                ["History:Deadline"] = "00:05:00", // The test's clock runs a hundred times as fast as the database.
            })
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var services = new ServiceCollection()
            .AddLogging()
            .AddMetrics()
            .AddSingleton<TimeProvider>(time)
            .AddSingleton(new PriceFeed(engine, new PriceBook(new PriceBookOptions(), time), new PriceFeedOptions(), time))
            .AddHistory(configuration, pairs ?? DefaultPairs)
            .BuildServiceProvider();
        var host = new HistoryHost(services, engine, time, schema);
        foreach (var service in host._running)
        {
            await service.StartAsync(CancellationToken.None);
        }

        services.GetRequiredService<PriceFeed>().Start();
        await Eventually.TrueAsync(() => engine.Subscribers > 0, "the memory is fed");
        return host;
    }

    /// <summary>A new price of this host, as its engine would hand it on: to subscribers and to the sinks.</summary>
    public Price Tick(string pair, decimal mid, DateTimeOffset? at = null) => Tick(Given.Price(pair, mid, at ?? Time.GetUtcNow()));

    public Price Tick(Price price)
    {
        price = Engine.Tick(price);
        Sink(price);
        return price;
    }

    /// <summary>Hands prices to the sinks alone, as those derived here are.</summary>
    public void Sink(params Price[] prices)
    {
        foreach (var sink in _services.GetServices<ITickSink>())
        {
            sink.Publish(prices);
        }
    }

    /// <summary>Lets seconds pass, each for all that waits for the clock, until it is so.</summary>
    public Task PassUntilAsync(Func<bool> condition, string what) => PassUntilAsync(() => Task.FromResult(condition()), what);

    public Task PassUntilAsync(Func<Task<bool>> condition, string what) => Eventually.TrueAsync(
        async () =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            return await condition();
        },
        what,
        TimeSpan.FromSeconds(60));

    /// <summary>Lets time pass until all that has been ticked is in the database.</summary>
    public Task WrittenAsync()
    {
        var rounds = 0;
        return PassUntilAsync(() => Recorder.Health is { Backlog: 0, State: "ok" } && ++rounds > 30, "everything is written");
    }

    public Task<IReadOnlyList<Candle>> CandlesAsync(string pair, CandleInterval interval, DateTimeOffset from, DateTimeOffset to, int limit = 10_000) =>
        Record.CandlesAsync(new CandleQuery(CurrencyPair.Parse(pair), interval, from, to, limit), CancellationToken.None).AsTask();

    /// <summary>The ends of the process, in order.</summary>
    public async Task StopAsync()
    {
        _stopped = true;
        foreach (var service in _running.Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }

    public static async Task<long> NumberAsync(PostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_stopped)
        {
            await StopAsync();
        }

        await _services.DisposeAsync();
    }
}
