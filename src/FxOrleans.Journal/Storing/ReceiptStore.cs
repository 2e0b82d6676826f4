using System.Collections.Concurrent;
using System.Globalization;
using FxOrleans.Pricing;
using Microsoft.Data.Sqlite;

namespace FxOrleans.Journal;

/// <summary>
/// Receipts and public keys in an SQLite file. Those who come while a transaction is written share the next one, so that the disk is waited
/// for once for all of them. What is in it is never changed or deleted. Thread-safe.
/// </summary>
internal sealed class ReceiptStore : IDisposable
{
    /// <summary>Receipts that may wait for the disk.</summary>
    private const int MaxWaiting = 4096;

    private const string FileName = "receipts.db";

    private readonly SqliteConnection _writer;
    private readonly string _readers;
    private readonly long _most;
    private readonly ConcurrentQueue<(KeptReceipt Receipt, TaskCompletionSource<(KeptReceipt Kept, bool IsNew)> Done)> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="folder">Where the file is, or is made.</param>
    /// <param name="most">Receipts that are kept; further ones are refused.</param>
    /// <exception cref="SqliteException">The file cannot be used.</exception>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public ReceiptStore(string folder, long most)
    {
        Directory.CreateDirectory(folder);
        var file = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, FileName), Pooling = false };
        _most = most;
        _readers = new SqliteConnectionStringBuilder(file.ConnectionString) { Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ConnectionString;
        _writer = new SqliteConnection(file.ConnectionString);
        _writer.Open();
        Execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            CREATE TABLE IF NOT EXISTS receipts(position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, signed TEXT NOT NULL, price BLOB NOT NULL);
            """ + KeyStore.Tables + LogStore.Tables);
        LogStore.CatchUp(_writer);
    }

    /// <summary>Stores a receipt, or gives the one that was stored under its id before.</summary>
    /// <exception cref="EngineUnavailableException">The disk does not take it, or as many wait as may.</exception>
    public async Task<(KeptReceipt Kept, bool IsNew)> KeepAsync(KeptReceipt receipt, CancellationToken cancel)
    {
        if (_waiting.Count >= MaxWaiting)
        {
            throw new EngineUnavailableException("Too many receipts wait for the disk.");
        }

        var done = new TaskCompletionSource<(KeptReceipt, bool)>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Enqueue((receipt, done));
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            if (!done.Task.IsCompleted)
            {
                WriteWaiting();
            }
        }
        finally
        {
            _turn.Release();
        }

        return await done.Task.ConfigureAwait(false);
    }

    /// <summary>The receipt of that id; null when there is none.</summary>
    /// <exception cref="EngineUnavailableException">The file cannot be read.</exception>
    public KeptReceipt? Find(string id) => Read(reader => Find(reader, id));

    /// <inheritdoc cref="KeyStore.Note"/>
    public void Note(PublicKey key, bool replace) => KeyStore.Note(_writer, key, replace);

    /// <inheritdoc cref="KeyStore.All"/>
    public IReadOnlyList<PublicKey> Keys() => KeyStore.All(_writer);

    /// <summary>The public keys in a folder whose host may be running; none where there is no store.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<PublicKey> ReadKeys(string folder)
    {
        var file = Path.Combine(folder, FileName);
        if (!File.Exists(file))
        {
            return [];
        }

        try
        {
            using var reader = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly }.ConnectionString);
            reader.Open();
            return KeyStore.All(reader);
        }
        catch (SqliteException wrong)
        {
            throw new IOException($"{file} cannot be read: {wrong.Message}", wrong);
        }
    }

    /// <summary>Reads with a connection of its own, of one state of the file.</summary>
    /// <exception cref="EngineUnavailableException">The file cannot be read.</exception>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            using var reader = new SqliteConnection(_readers);
            reader.Open();
            using var snapshot = reader.BeginTransaction(deferred: true);
            return read(reader);
        }
        catch (SqliteException wrong)
        {
            throw new EngineUnavailableException("The receipts cannot be read.", wrong);
        }
    }

    /// <summary>Writes in its turn.</summary>
    /// <exception cref="EngineUnavailableException">The disk does not take it.</exception>
    public async Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return write(_writer);
        }
        catch (SqliteException wrong)
        {
            throw new EngineUnavailableException("The receipts cannot be written.", wrong);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        using (var reader = new SqliteConnection(_readers))
        {
            SqliteConnection.ClearPool(reader);
        }

        _writer.Dispose(); // The last to close moves SQLite's log into the file.
        _turn.Dispose();
    }

    private void WriteWaiting()
    {
        var batch = new List<(KeptReceipt Receipt, TaskCompletionSource<(KeptReceipt, bool)> Done)>();
        while (_waiting.TryDequeue(out var next))
        {
            batch.Add(next);
        }

        try
        {
            var results = new (KeptReceipt, bool)?[batch.Count];
            using (var transaction = _writer.BeginTransaction())
            {
                var room = _most - Count();
                for (var i = 0; i < results.Length; i++)
                {
                    var stored = Find(_writer, batch[i].Receipt.Id);
                    results[i] = stored is not null ? (stored, false)
                        : room-- > 0 ? (Insert(batch[i].Receipt), true)
                        : null;
                }

                transaction.Commit();
            }

            for (var i = 0; i < results.Length; i++)
            {
                if (results[i] is { } kept)
                {
                    batch[i].Done.SetResult(kept);
                }
                else
                {
                    batch[i].Done.SetException(new EngineUnavailableException(string.Create(CultureInfo.InvariantCulture, $"{_most} receipts are kept, as many as Receipts:MaxKept allows.")));
                }
            }
        }
        catch (SqliteException wrong)
        {
            foreach (var (_, done) in batch)
            {
                done.TrySetException(new EngineUnavailableException("The receipts cannot be written.", wrong));
            }
        }
    }

    private KeptReceipt Insert(KeptReceipt receipt)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = "INSERT INTO receipts(id, signed, price) VALUES($id, $signed, $price)";
        command.Parameters.AddWithValue("$id", receipt.Id);
        command.Parameters.AddWithValue("$signed", receipt.Signed);
        command.Parameters.AddWithValue("$price", receipt.Price);
        command.ExecuteNonQuery();
        LogStore.Append(_writer, receipt.Id, Count() - 1);
        return receipt;
    }

    private long Count()
    {
        using var command = _writer.CreateCommand();
        command.CommandText = "SELECT IFNULL(MAX(position), 0) FROM receipts"; // Positions have no holes.
        return (long)command.ExecuteScalar()!;
    }

    private static KeptReceipt? Find(SqliteConnection connection, string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT signed, price FROM receipts WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        using var rows = command.ExecuteReader();
        return rows.Read() ? new KeptReceipt(id, rows.GetString(0), rows.GetFieldValue<byte[]>(1)) : null;
    }

    private void Execute(string text)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }
}
