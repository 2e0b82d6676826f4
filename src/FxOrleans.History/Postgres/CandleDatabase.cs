using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.History;

/// <summary>
/// The PostgreSQL database: its connections, its tables, and whether it answers. What it needs it creates by itself; hosts that
/// start together wait for one another there. Thread-safe.
/// </summary>
internal sealed class CandleDatabase : IAsyncDisposable
{
    /// <summary>Any number that nobody else is likely to lock.</summary>
    private const long SetUpLock = 0x66784f726c65616e;

    /// <summary>So long after a failure readers don't try again: the memory answers meanwhile.</summary>
    private static readonly TimeSpan AwayFor = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource _source;
    private readonly string _schema;
    private readonly TimeProvider _time;
    private long _awayUntil = long.MinValue;

    public CandleDatabase(HistoryOptions options, TimeProvider time)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString) { ApplicationName = "FxOrleans" };
        settings.Timeout = Math.Min(settings.Timeout, (int)Math.Ceiling(options.Deadline.TotalSeconds));
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, options.MaxConnections);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        _source = NpgsqlDataSource.Create(settings);
        _schema = options.Schema;
        _time = time;
        Tables = [.. CandleIntervals.All.Select(interval => new CandleTable(_schema, interval))];
    }

    /// <summary>By interval.</summary>
    public IReadOnlyList<CandleTable> Tables { get; }

    /// <summary>False for a moment after a failure.</summary>
    public bool Answers => _time.GetTimestamp() >= Interlocked.Read(ref _awayUntil);

    public void Failed() => Interlocked.Exchange(ref _awayUntil, _time.GetTimestamp() + (long)(AwayFor.TotalSeconds * _time.TimestampFrequency));

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancel) => _source.OpenConnectionAsync(cancel);

    /// <summary>Schema and tables, where they are not there yet.</summary>
    public async Task SetUpAsync(NpgsqlConnection connection, CancellationToken cancel) => await RunLockedAsync(
        connection,
        $"CREATE SCHEMA IF NOT EXISTS {_schema}; CREATE SEQUENCE IF NOT EXISTS {_schema}.writer AS integer; {string.Concat(Tables.Select(table => table.Create))}",
        cancel).ConfigureAwait(false);

    /// <summary>A number that no other writer has or had.</summary>
    public async Task<int> NewWriterAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand($"SELECT nextval('{_schema}.writer')::integer", connection);
        return (int)(await command.ExecuteScalarAsync(cancel).ConfigureAwait(false))!;
    }

    /// <summary>Runs statements that change tables, one host at a time.</summary>
    public async Task RunLockedAsync(NpgsqlConnection connection, string statements, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await RunAsync(connection, $"SET LOCAL client_min_messages = warning; SELECT pg_advisory_xact_lock({SetUpLock}); {statements}", cancel).ConfigureAwait(false);
        await transaction.CommitAsync(cancel).ConfigureAwait(false);
    }

    public static async Task RunAsync(NpgsqlConnection connection, string statements, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(statements, connection);
        await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();
}
