using System.Threading.RateLimiting;
using FxOrleans.Pricing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FxOrleans.History;

/// <summary>The memory and, where there is one, the database, as one record. While the database is away the memory answers alone.</summary>
internal sealed partial class PriceRecord(MemoryBook memory, CandleDatabase? database, HistoryOptions options, HistoryMetrics metrics, TimeProvider time, ILogger<PriceRecord> log)
    : IPriceRecord, IDisposable
{
    /// <summary>Connections that readers leave to the recorder and the loader.</summary>
    private const int Reserved = 2;

    /// <summary>Readers that may wait for each one that reads.</summary>
    private const int WaitingEach = 8;

    private readonly ConcurrencyLimiter _readers = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.MaxConnections - Reserved,
        QueueLimit = (options.MaxConnections - Reserved) * WaitingEach,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private readonly StoredCandles? _stored = database is null ? null : new StoredCandles(database);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Candle>> CandlesAsync(CandleQuery query, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        var bars = new CandleBars();
        await AskAsync(async (stored, token) =>
        {
            var found = new CandleBars();
            await stored.ReadAsync(query, found, token).ConfigureAwait(false);
            bars = found;
            return true;
        }, cancel).ConfigureAwait(false);
        foreach (var candle in memory.Candles.Read(query))
        {
            bars.Join(candle);
        }

        return bars.Newest(query.Limit);
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<RecordedPrice?>> PricesAsync(IReadOnlyList<CurrencyPair> pairs, DateTimeOffset at, CancellationToken cancel)
    {
        var stored = pairs.Count == 0 ? null : await AskAsync((stored, token) => stored.PricesAsync(pairs, at, token), cancel).ConfigureAwait(false);
        return [.. pairs.Select(pair => RecordedPrice.Better(stored?.GetValueOrDefault(pair), memory.Candles.Price(pair, at)))];
    }

    public void Dispose() => _readers.Dispose();

    // The default where the database is not there, does not answer in time, or has no tables yet.
    private async ValueTask<T?> AskAsync<T>(Func<StoredCandles, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        if (_stored is null || !database!.Answers)
        {
            return default;
        }

        using var deadline = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        using var turn = await TurnAsync(either.Token, cancel).ConfigureAwait(false);
        if (!database.Answers)
        {
            return default; // It failed those who were before.
        }

        try
        {
            return await read(_stored, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (PostgresException none) when (none.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return default; // Nobody has recorded anything yet.
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested)
        {
            database.Failed();
            metrics.Failed();
            LogNoRead(failure.Message);
            return default;
        }
    }

    // Waiting counts against the deadline: who cannot begin in time is told so.
    private async ValueTask<RateLimitLease> TurnAsync(CancellationToken either, CancellationToken cancel)
    {
        try
        {
            var turn = await _readers.AcquireAsync(1, either).ConfigureAwait(false);
            return turn.IsAcquired ? turn : throw new RecordBusyException();
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new RecordBusyException();
        }
    }

    [LoggerMessage(LogLevel.Warning, "History: the database cannot be read ({Failure}); the memory answers.")]
    private partial void LogNoRead(string failure);
}
