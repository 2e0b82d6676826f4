using Microsoft.Data.Sqlite;

namespace FxOrleans.Journal;

/// <summary>The public keys' part of the store: every key that receipts here were ever signed with, or will be.</summary>
internal static class KeyStore
{
    /// <summary>The table.</summary>
    public const string Tables =
        "CREATE TABLE IF NOT EXISTS keys(kid TEXT PRIMARY KEY, x TEXT NOT NULL, y TEXT NOT NULL, nbf INTEGER NOT NULL, exp INTEGER NOT NULL) WITHOUT ROWID;";

    /// <summary>Notes a public key. One that is known keeps its times, unless <paramref name="replace"/> says that they are configured.</summary>
    public static void Note(SqliteConnection connection, PublicKey key, bool replace)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO keys VALUES($kid, $x, $y, $nbf, $exp) ON CONFLICT(kid) DO {(replace ? "UPDATE SET nbf = $nbf, exp = $exp" : "NOTHING")}";
        command.Parameters.AddWithValue("$kid", key.Kid);
        command.Parameters.AddWithValue("$x", key.X);
        command.Parameters.AddWithValue("$y", key.Y);
        command.Parameters.AddWithValue("$nbf", key.NotBefore.ToUnixTimeSeconds());
        command.Parameters.AddWithValue("$exp", key.NotAfter.ToUnixTimeSeconds());
        command.ExecuteNonQuery();
    }

    /// <summary>Every public key that was noted, the oldest first.</summary>
    public static IReadOnlyList<PublicKey> All(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT x, y, nbf, exp FROM keys ORDER BY nbf, kid";
        using var rows = command.ExecuteReader();
        var keys = new List<PublicKey>();
        while (rows.Read())
        {
            keys.Add(new PublicKey(rows.GetString(0), rows.GetString(1), DateTimeOffset.FromUnixTimeSeconds(rows.GetInt64(2)), DateTimeOffset.FromUnixTimeSeconds(rows.GetInt64(3))));
        }

        return keys;
    }
}
