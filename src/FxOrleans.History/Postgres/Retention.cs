using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.History;

/// <summary>Drops partitions whose candles are all older than they are kept.</summary>
internal static class Retention
{
    /// <summary>Looks at every table once. Exceptions are the database's.</summary>
    public static async Task SweepAsync(CandleDatabase database, HistoryOptions options, DateTimeOffset now, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel).ConfigureAwait(false);
        foreach (var table in database.Tables)
        {
            if (options.KeepOf(table.Interval) is not { } kept)
            {
                continue;
            }

            var oldest = kept < now - DateTimeOffset.MinValue ? now - kept : DateTimeOffset.MinValue;
            var drops = (await PartitionsAsync(connection, table, cancel).ConfigureAwait(false)).Select(name => table.DropIfOlder(name, oldest)).OfType<string>().ToList();
            if (drops.Count > 0)
            {
                await database.RunLockedAsync(connection, $"SET LOCAL lock_timeout = '2s'; {string.Concat(drops)}", cancel).ConfigureAwait(false);
            }
        }
    }

    private static async Task<List<string>> PartitionsAsync(NpgsqlConnection connection, CandleTable table, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(table.Partitions, connection);
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        var names = new List<string>();
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }
}
