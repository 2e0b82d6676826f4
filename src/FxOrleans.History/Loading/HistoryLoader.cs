using FxOrleans.Pricing;
using Microsoft.Extensions.Options;

namespace FxOrleans.History;

/// <summary>
/// Loads published daily rates into the database. Whatever is loaded again takes the place of what was, so that loading twice, or
/// after having been interrupted, gives the same as loading once. For one caller at a time.
/// </summary>
public sealed class HistoryLoader : IAsyncDisposable
{
    /// <summary>All loads are one writer's, so that they meet in the same rows.</summary>
    private const int Loader = 0;

    private readonly CandleDatabase _database;
    private readonly CandleWriter _writer;
    private readonly CandleGrid _grid;
    private readonly int _batchRows;
    private readonly List<CandleRow> _batch = [];
    private long _loaded;

    /// <exception cref="OptionsValidationException">There is no <c>History:ConnectionString</c>.</exception>
    public HistoryLoader(HistoryOptions options, TimeProvider time)
    {
        if (string.IsNullOrWhiteSpace(options.ConnectionString))
        {
            throw new OptionsValidationException(
                HistoryOptions.Section, typeof(HistoryOptions), ["History:ConnectionString is missing: what is loaded goes into that PostgreSQL database."]);
        }

        _database = new CandleDatabase(options, time);
        _writer = new CandleWriter(_database, Loader);
        _grid = new CandleGrid(options.DailyCut);
        _batchRows = options.BatchRows;
    }

    /// <summary>Rates taken so far. Those committed are all after <see cref="CompleteAsync"/>.</summary>
    public long Loaded => _loaded;

    /// <summary>Takes one day's rate of a pair, in units of the quote for one of the base; dates count from 00:00 UTC. Exceptions are the database's.</summary>
    public async ValueTask AddAsync(CurrencyPair pair, decimal rate, DateTimeOffset date, bool simulated, CancellationToken cancel)
    {
        var tick = new PriceTick(pair, rate, 0, new TickOrder(date.ToUniversalTime(), 0, 0), CandleOrigin.Loaded, simulated);
        _batch.Add(new CandleRow(pair, CandleInterval.Day, Candle.Of(tick, _grid.OpenOf(CandleInterval.Day, date)), Seen: true));
        _loaded++;
        if (_batch.Count >= _batchRows)
        {
            await CompleteAsync(cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Commits what is left. Exceptions are the database's.</summary>
    public async ValueTask CompleteAsync(CancellationToken cancel)
    {
        if (_batch.Count > 0)
        {
            await _writer.WriteAsync(_batch, cancel).ConfigureAwait(false);
            _batch.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }
}
