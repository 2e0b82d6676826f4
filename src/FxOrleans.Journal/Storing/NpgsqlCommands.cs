using Npgsql;

namespace FxOrleans.Journal;

/// <summary>Commands in one line, with parameters by their place.</summary>
internal static class NpgsqlCommands
{
    /// <summary>Executes a command, or several without parameters.</summary>
    public static async Task RunAsync(this NpgsqlConnection connection, string text, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(connection, text, values);
        await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The rows that a command gives.</summary>
    public static async Task<List<T>> RowsAsync<T>(this NpgsqlConnection connection, string text, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(connection, text, values);
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        var all = new List<T>();
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            all.Add(read(rows));
        }

        return all;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string text, object[] values)
    {
        var command = new NpgsqlCommand(text, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
