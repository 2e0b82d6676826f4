using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.History;

/// <summary>Reads what is stored. Exceptions are the database's. Thread-safe.</summary>
internal sealed class StoredCandles(CandleDatabase database)
{
    // What the database's calendar has as well as ours.
    private static readonly DateTimeOffset Earliest = new(1, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9999, 12, 30, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Adds the query's candles to the bars, those of all writers together.</summary>
    public async Task ReadAsync(CandleQuery query, CandleBars bars, CancellationToken cancel)
    {
        var table = database.Tables[(int)query.Interval];
        await using var connection = await database.OpenAsync(cancel).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(table.Select, connection);
        AddPair(command.Parameters, query.Pair);
        command.Parameters.Add(new() { Value = Within(query.From) });
        command.Parameters.Add(new() { Value = Within(query.To) });
        command.Parameters.Add(new() { Value = (long)query.Limit });
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            var candle = CandleReader.Read(rows, query.Pair);
            if (candle.Origin is CandleOrigin.Decided or CandleOrigin.DecidedOnFixing)
            {
                bars.Merge(candle); // A price is decided in one place, so each writer saw other ticks.
            }
            else
            {
                bars.Join(candle); // Every host derives the same crosses for itself.
            }
        }
    }

    /// <summary>The newest tick of the pair at or before that moment; null when there is none.</summary>
    public async Task<RecordedPrice?> PriceAsync(CurrencyPair pair, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel).ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var table in database.Tables)
        {
            var command = new NpgsqlBatchCommand(table.SelectLatest);
            AddPair(command.Parameters, pair);
            command.Parameters.Add(new() { Value = Within(at) });
            batch.BatchCommands.Add(command);
        }

        RecordedPrice? best = null;
        await using var rows = await batch.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        foreach (var table in database.Tables)
        {
            while (await rows.ReadAsync(cancel).ConfigureAwait(false))
            {
                best = RecordedPrice.Better(best, RecordedPrice.Of(pair, table.Interval, CandleReader.Read(rows, pair), at));
            }

            await rows.NextResultAsync(cancel).ConfigureAwait(false);
        }

        return best;
    }

    private static void AddPair(NpgsqlParameterCollection parameters, CurrencyPair pair)
    {
        parameters.Add(new() { Value = pair.ToString() });
        parameters.Add(new() { Value = pair.Inverse.ToString() });
    }

    private static DateTime Within(DateTimeOffset at) => (at < Earliest ? Earliest : at > Latest ? Latest : at).UtcDateTime;
}
