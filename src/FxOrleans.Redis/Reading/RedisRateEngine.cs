using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Redis;

/// <summary>
/// The engine of a node that only serves: others decide, Redis tells. It knows prices and how the providers do, both kept in
/// memory, and cannot explain a price beyond what the price says itself. Thread-safe.
/// </summary>
public sealed class RedisRateEngine : BackgroundService, IRateEngine
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    private readonly RedisTickSource _source;
    private readonly RedisConnection _connection;
    private readonly RedisStatusStore _notes;
    private readonly TimeProvider _time;
    private ProviderStatusSnapshot _bulletin = ProviderStatusSnapshot.None;

    internal RedisRateEngine(RedisTickSource source, RedisConnection connection, RedisStatusStore notes, TimeProvider time)
    {
        _source = source;
        _connection = connection;
        _notes = notes;
        _time = time;
    }

    /// <summary><c>ok</c>, <c>away</c>, or the code of the <see cref="RedisFailure"/> that hinders connecting or reading.</summary>
    public string State => _connection.State;

    /// <summary>Keys that hold another type than they should, as far as they were looked at; they are passed over.</summary>
    public IReadOnlyList<string> WrongKeys => _connection.Texts.Wrong;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Price>> SnapshotAsync(CancellationToken cancel) => _source.SnapshotAsync(cancel);

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable> SubscribeAsync(Action<TickBatch> receive, CancellationToken cancel) => _source.SubscribeAsync(receive, cancel);

    /// <summary>Null: the quotes are where the price was decided.</summary>
    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, CancellationToken cancel) => ValueTask.FromResult<Explanation?>(null);

    /// <summary>Null, as above.</summary>
    public ValueTask<Explanation?> ExplainAsync(CurrencyPair pair, long sequence, long? epoch, CancellationToken cancel) =>
        ValueTask.FromResult<Explanation?>(null);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ProviderStatus>> ProvidersAsync(CancellationToken cancel) =>
        ValueTask.FromResult(Volatile.Read(ref _bulletin).RowsAt(_time.GetUtcNow()));

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(ReadBulletinsAsync, _ => _connection.Failures.Add(RedisFailure.Error), _time).RunAsync(stoppingToken);

    private async Task ReadBulletinsAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            if (await _notes.ReadAsync(_notes.Keys.Providers, stoppingToken).ConfigureAwait(false) is { } json && ProviderStatusSnapshot.Read(json) is { } bulletin)
            {
                Volatile.Write(ref _bulletin, bulletin);
            }

            await _notes.LookAgainAsync(stoppingToken).ConfigureAwait(false);
            await Task.Delay(Pace, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
