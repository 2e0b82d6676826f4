using FxOrleans.Pricing;
using Microsoft.Data.Sqlite;

namespace FxOrleans.Journal;

/// <summary>
/// The log's part of the store: one leaf for each receipt, in the order of their positions, and the hashes of the complete subtrees over
/// them. A leaf is written in the transaction of its receipt, so that there is never one without the other. Whoever holds the store's turn
/// appends; reading is thread-safe.
/// </summary>
internal static class LogStore
{
    /// <summary>The tables.</summary>
    public const string Tables =
        """
        CREATE TABLE IF NOT EXISTS nodes(level INTEGER NOT NULL, place INTEGER NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(level, place)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS checkpoints(size INTEGER PRIMARY KEY, signed TEXT NOT NULL) WITHOUT ROWID;
        """;

    /// <summary>Leaves there are.</summary>
    public static long Size(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT IFNULL(MAX(place), -1) + 1 FROM nodes WHERE level = 0";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>The hash of a complete subtree.</summary>
    /// <exception cref="EngineUnavailableException">The file does not hold it.</exception>
    public static byte[] Node(SqliteConnection connection, int level, long place)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hash FROM nodes WHERE level = $level AND place = $place";
        command.Parameters.AddWithValue("$level", level);
        command.Parameters.AddWithValue("$place", place);
        return command.ExecuteScalar() as byte[] ?? throw new EngineUnavailableException("The log lacks a hash.");
    }

    /// <summary>Adds a leaf and every subtree that it completes.</summary>
    public static void Append(SqliteConnection connection, string id, long place)
    {
        var hash = MerkleTree.Leaf(ReceiptText.Bytes(id)!);
        for (var level = 0; ; level++)
        {
            Insert(connection, level, place, hash);
            if ((place & 1) == 0)
            {
                return;
            }

            hash = MerkleTree.Node(Node(connection, level, place - 1), hash);
            place >>= 1;
        }
    }

    /// <summary>Adds the leaves that a store of before there was a log lacks.</summary>
    public static void CatchUp(SqliteConnection connection)
    {
        var missing = new List<(string Id, long Place)>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT id, position - 1 FROM receipts WHERE position > $size ORDER BY position";
            command.Parameters.AddWithValue("$size", Size(connection));
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                missing.Add((rows.GetString(0), rows.GetInt64(1)));
            }
        }

        using var transaction = connection.BeginTransaction();
        foreach (var (id, place) in missing)
        {
            Append(connection, id, place);
        }

        transaction.Commit();
    }

    /// <summary>A receipt's leaf, from 0; null when there is no such receipt.</summary>
    public static long? PlaceOf(SqliteConnection connection, string id)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT position - 1 FROM receipts WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        return command.ExecuteScalar() as long?;
    }

    /// <summary>The checkpoint that was signed for a size; null when none was.</summary>
    public static string? CheckpointOf(SqliteConnection connection, long size)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT signed FROM checkpoints WHERE size = $size";
        command.Parameters.AddWithValue("$size", size);
        return command.ExecuteScalar() as string;
    }

    /// <summary>Keeps a checkpoint, or gives the one that was kept for its size before.</summary>
    public static string KeepCheckpoint(SqliteConnection connection, long size, string signed)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO checkpoints(size, signed) VALUES($size, $signed) ON CONFLICT(size) DO NOTHING";
        command.Parameters.AddWithValue("$size", size);
        command.Parameters.AddWithValue("$signed", signed);
        command.ExecuteNonQuery();
        return CheckpointOf(connection, size)!;
    }

    private static void Insert(SqliteConnection connection, int level, long place, byte[] hash)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO nodes(level, place, hash) VALUES($level, $place, $hash)";
        command.Parameters.AddWithValue("$level", level);
        command.Parameters.AddWithValue("$place", place);
        command.Parameters.AddWithValue("$hash", hash);
        command.ExecuteNonQuery();
    }
}
