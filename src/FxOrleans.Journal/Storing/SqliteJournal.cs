using FxOrleans.Pricing;
using Microsoft.Data.Sqlite;

namespace FxOrleans.Journal;

/// <summary>The journal in an SQLite file. Thread-safe.</summary>
internal sealed class SqliteJournal : IJournalStore
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "journal.db";

    private const string Tables =
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS markets(id INTEGER PRIMARY KEY, pair TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, epoch INTEGER NOT NULL, hash BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS batches(id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, data BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS blocks(market INTEGER NOT NULL, position INTEGER NOT NULL, batch INTEGER NOT NULL, at INTEGER NOT NULL, epoch INTEGER NOT NULL, sequence INTEGER NOT NULL,
            PRIMARY KEY(market, position)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS policies(hash BLOB PRIMARY KEY, json BLOB NOT NULL) WITHOUT ROWID;
        """;

    private readonly string _readers;
    private readonly Lazy<SqliteConnection> _writer;
    private readonly long _most;
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="folder">Where the file is, or is made.</param>
    /// <param name="most">Bytes of the file, beyond which the oldest batches are dropped before their time.</param>
    public SqliteJournal(string folder, long most)
    {
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, FileName), Pooling = false };
        _most = most;
        _readers = new SqliteConnectionStringBuilder(file.ConnectionString) { Mode = SqliteOpenMode.ReadOnly }.ConnectionString;
        _writer = new Lazy<SqliteConnection>(() => Open(folder, file.ConnectionString), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<CurrencyPair, JournalHead>> HeadsAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel) =>
        WriteAsync(IReadOnlyDictionary<CurrencyPair, JournalHead> (connection) => pairs
            .Select(pair => (Pair: pair, Head: SqliteMarkets.Find(connection, pair)))
            .Where(found => found.Head is not null)
            .ToDictionary(found => found.Pair, found => found.Head!.Value.Head), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlySet<CurrencyPair>> AppendAsync(IReadOnlyList<JournalPart> parts, DateTimeOffset at, CancellationToken cancel) => WriteAsync(
        IReadOnlySet<CurrencyPair> (connection) =>
        {
            using var transaction = connection.BeginTransaction();
            var (refused, kept) = (new HashSet<CurrencyPair>(), new List<(long Market, JournalPart Part)>());
            foreach (var market in parts.GroupBy(part => part.Pair))
            {
                if (SqliteMarkets.TryAdvance(connection, [.. market]) is { } number)
                {
                    kept.AddRange(market.Select(part => (number, part)));
                }
                else
                {
                    refused.Add(market.Key);
                }
            }

            if (kept.Count > 0)
            {
                connection.Execute("INSERT INTO batches(at, data) VALUES($at, $data)", ("$at", at.ToUnixTimeMilliseconds()), ("$data", JournalBatch.Write(kept)));
                var batch = connection.Number("SELECT last_insert_rowid()");
                foreach (var (market, part) in kept.Where(one => one.Part.Block is not null))
                {
                    connection.Execute(
                        "INSERT INTO blocks VALUES($market, $position, $batch, $at, $epoch, $sequence)",
                        ("$market", market), ("$position", part.Position), ("$batch", batch), ("$at", part.Block!.Value.At.UtcTicks), ("$epoch", part.Block.Value.Epoch), ("$sequence", part.Block.Value.Sequence));
                }
            }

            transaction.Commit();
            return refused;
        },
        cancel);

    /// <inheritdoc/>
    public Task KeepPolicyAsync(byte[] digest, byte[] json, CancellationToken cancel) => WriteAsync(
        connection => connection.Execute("INSERT OR IGNORE INTO policies VALUES($hash, $json)", ("$hash", digest), ("$json", json)), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, byte[]>> PoliciesAsync(CancellationToken cancel) => ReadAsync(
        IReadOnlyDictionary<string, byte[]> (connection) => connection
            .Rows("SELECT hash, json FROM policies", row => (Hash: row.GetFieldValue<byte[]>(0), Json: row.GetFieldValue<byte[]>(1)))
            .ToDictionary(policy => ReceiptText.Base64(policy.Hash), policy => policy.Json),
        cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredBlock>> BlocksAsync(DateTimeOffset at, CancellationToken cancel) => ReadAsync(
        IReadOnlyList<StoredBlock> (connection) => connection.Rows(
            $"""
            SELECT {JournalRows.BlockColumns} FROM markets m JOIN blocks b ON b.market = m.id
            WHERE b.position = IFNULL((SELECT MAX(position) FROM blocks WHERE market = m.id AND at <= $at), (SELECT MIN(position) FROM blocks WHERE market = m.id))
            """,
            JournalRows.Block,
            ("$at", at.UtcTicks)),
        cancel);

    /// <inheritdoc/>
    public Task<StoredBlock?> BlockOfAsync(CurrencyPair pair, long epoch, long sequence, CancellationToken cancel) => ReadAsync(
        connection => connection.Rows(
            $"""
            SELECT {JournalRows.BlockColumns} FROM markets m JOIN blocks b ON b.market = m.id
            WHERE m.pair = $pair AND b.epoch = $epoch AND b.sequence < $sequence ORDER BY b.position DESC LIMIT 1
            """,
            JournalRows.Block,
            ("$pair", pair.ToString()), ("$epoch", epoch), ("$sequence", sequence)).FirstOrDefault(),
        cancel);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredPart> ReadAsync(long batch, CancellationToken cancel) => JournalRows.PartsAsync(
        batch,
        (from, most) => ReadAsync(
            connection => connection.Rows(
                "SELECT id, at, data FROM batches WHERE id >= $from ORDER BY id LIMIT $most",
                row => (row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), row.GetFieldValue<byte[]>(2)), ("$from", from), ("$most", most)),
            cancel),
        cancel);

    /// <inheritdoc/>
    public Task PruneAsync(DateTimeOffset before, CancellationToken cancel) => WriteAsync(
        connection =>
        {
            using var transaction = connection.BeginTransaction();
            var dropped = connection.Execute("DELETE FROM batches WHERE at < $before", ("$before", before.ToUnixTimeMilliseconds()));
            var size = connection.Number("SELECT (page_count - freelist_count) * page_size FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()");
            if (size > _most)
            {
                // The oldest tenth.
                dropped += connection.Execute("DELETE FROM batches WHERE id <= (SELECT MIN(id) + (MAX(id) - MIN(id)) / 10 FROM batches)");
            }

            if (dropped > 0)
            {
                connection.Execute("DELETE FROM blocks WHERE batch < (SELECT IFNULL(MIN(id), 9223372036854775807) FROM batches)");
            }

            transaction.Commit();
            return dropped;
        },
        cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        using (var reader = new SqliteConnection(_readers))
        {
            SqliteConnection.ClearPool(reader);
        }

        if (_writer.IsValueCreated)
        {
            _writer.Value.Dispose(); // The last to close moves SQLite's log into the file.
        }

        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SqliteConnection Open(string folder, string connectionString)
    {
        Directory.CreateDirectory(folder);
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            connection.Execute(Tables);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return write(_writer.Value);
        }
        catch (Exception wrong) when (wrong is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new EngineUnavailableException($"The journal cannot be written: {wrong.Message}", wrong);
        }
        finally
        {
            _turn.Release();
        }
    }

    private Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancel) => Task.Run(
        () =>
        {
            try
            {
                using var connection = new SqliteConnection(_readers);
                connection.Open();
                return read(connection);
            }
            catch (SqliteException wrong)
            {
                throw new EngineUnavailableException($"The journal cannot be read: {wrong.Message}", wrong);
            }
        },
        cancel);
}
