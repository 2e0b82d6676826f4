using System.Globalization;
using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.Journal;

/// <summary>
/// The PostgreSQL database of <see cref="PostgresJournal"/>: its connections, its tables, and the meaning of its failures. What it needs it creates
/// by itself. Thread-safe.
/// </summary>
internal sealed class JournalDatabase : IAsyncDisposable
{
    /// <summary>Any numbers that nobody else is likely to lock: for writing, and for changing tables.</summary>
    private const int LockSpace = 0x66784a6e;

    /// <summary>How long one statement may take, and the connecting; a writer that is frozen in its transaction lets go after as long.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly NpgsqlDataSource _source;
    private volatile bool _isSetUp;

    /// <param name="connectionString">In Npgsql's own form.</param>
    /// <param name="schema">The schema that the tables are in.</param>
    public JournalDatabase(string connectionString, string schema)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "FxOrleans journal" };
        settings.Timeout = Math.Min(settings.Timeout, (int)Deadline.TotalSeconds);
        settings.CommandTimeout = Math.Min(settings.CommandTimeout, (int)Deadline.TotalSeconds);
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, 5);
        settings.MinPoolSize = 0;
        _source = NpgsqlDataSource.Create(settings);
        Tables = new JournalTables(schema);
    }

    /// <summary>Its tables.</summary>
    public JournalTables Tables { get; }

    /// <summary>Writes in one transaction, after every other writer's has ended: what is numbered later is seen later too. Tables are made where there are none.</summary>
    /// <exception cref="EngineUnavailableException">The database did not take it, or did not say so.</exception>
    public async Task<T> WriteAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> write, CancellationToken cancel)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
            await SetUpAsync(connection, cancel).ConfigureAwait(false);
            await using var transaction = await BeginAsync(connection, cancel).ConfigureAwait(false);
            var result = await write(connection, cancel).ConfigureAwait(false);
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
            return result;
        }
        catch (Exception wrong) when (wrong is NpgsqlException or IOException or TimeoutException)
        {
            _isSetUp = false; // It may have been emptied.
            throw new EngineUnavailableException($"The journal cannot be written: {wrong.Message}", wrong);
        }
    }

    /// <summary>Reads what is committed.</summary>
    /// <exception cref="EngineUnavailableException">The database does not answer, or holds no journal.</exception>
    public async Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> read, CancellationToken cancel)
    {
        try
        {
            await using var connection = await _source.OpenConnectionAsync(cancel).ConfigureAwait(false);
            return await read(connection).ConfigureAwait(false);
        }
        catch (Exception wrong) when (wrong is NpgsqlException or IOException or TimeoutException)
        {
            throw new EngineUnavailableException($"The journal cannot be read: {wrong.Message}", wrong);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task SetUpAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        if (!_isSetUp)
        {
            await using var transaction = await BeginAsync(connection, cancel).ConfigureAwait(false);
            await connection.RunAsync(Tables.Create, cancel).ConfigureAwait(false);
            await transaction.CommitAsync(cancel).ConfigureAwait(false);
            _isSetUp = true;
        }
    }

    private async Task<NpgsqlTransaction> BeginAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
        var deadline = string.Create(CultureInfo.InvariantCulture, $"'{Deadline.TotalMilliseconds}ms'");
        await connection.RunAsync(
            $"SET LOCAL client_min_messages = warning; SET LOCAL idle_in_transaction_session_timeout = {deadline}; SET LOCAL lock_timeout = {deadline}; SELECT pg_advisory_xact_lock({LockSpace}, hashtext('{Tables.Schema}'))",
            cancel).ConfigureAwait(false);
        return transaction;
    }
}
