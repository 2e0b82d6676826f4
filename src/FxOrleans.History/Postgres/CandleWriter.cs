using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.History;

/// <summary>
/// Writes rows in one transaction a batch, over one connection that it keeps. New rows are copied straight into their table; rows of
/// which the database may have an earlier state go through a temporary table and replace it. One caller at a time.
/// </summary>
/// <param name="database">Where to.</param>
/// <param name="fixedWriter">Whose rows they are; null to be given a new number at the first connection.</param>
internal sealed class CandleWriter(CandleDatabase database, int? fixedWriter = null) : IAsyncDisposable
{
    private readonly HashSet<(CandleInterval Interval, DateTimeOffset Begin)> _partitions = [];
    private NpgsqlConnection? _connection;
    private int? _writer = fixedWriter;

    /// <summary>All of it is committed when this returns. After an exception it may or may not be: send the same rows again, as seen ones.</summary>
    public async Task WriteAsync(IReadOnlyCollection<CandleRow> rows, CancellationToken cancel)
    {
        try
        {
            var connection = _connection ?? await ConnectAsync(cancel).ConfigureAwait(false);
            await AddPartitionsAsync(connection, rows, cancel).ConfigureAwait(false);
            await using var transaction = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
            foreach (var group in rows.GroupBy(row => (row.Interval, row.Seen)))
            {
                var table = database.Tables[(int)group.Key.Interval];
                await CandleCopy.WriteAsync(connection, group.Key.Seen ? table.CopyToStage : table.Copy, group, _writer!.Value, cancel).ConfigureAwait(false);
                if (group.Key.Seen)
                {
                    await CandleDatabase.RunAsync(connection, table.MergeStage, cancel).ConfigureAwait(false);
                }
            }

            await transaction.CommitAsync(cancel).ConfigureAwait(false);
        }
        catch
        {
            await DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            _partitions.Clear();
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancel)
    {
        _connection = await database.OpenAsync(cancel).ConfigureAwait(false);
        await database.SetUpAsync(_connection, cancel).ConfigureAwait(false);
        await CandleDatabase.RunAsync(_connection, string.Concat(database.Tables.Select(table => table.CreateStage)), cancel).ConfigureAwait(false);
        _writer ??= await database.NewWriterAsync(_connection, cancel).ConfigureAwait(false);
        return _connection;
    }

    // Retention may have dropped a partition that was made long ago; then the copy fails, the connection is given up, and it is made again.
    private async Task AddPartitionsAsync(NpgsqlConnection connection, IReadOnlyCollection<CandleRow> rows, CancellationToken cancel)
    {
        var missing = rows
            .Select(row => (row.Interval, Begin: database.Tables[(int)row.Interval].PartitionOf(row.Candle.OpenTime)))
            .Where(partition => !_partitions.Contains(partition))
            .Distinct()
            .ToList();
        if (missing.Count > 0)
        {
            await database.RunLockedAsync(
                connection, string.Concat(missing.Select(partition => database.Tables[(int)partition.Interval].CreatePartition(partition.Begin))), cancel).ConfigureAwait(false);
            _partitions.UnionWith(missing);
        }
    }
}
