using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.History;

/// <summary>Reads what is stored. Exceptions are the database's. Thread-safe.</summary>
internal sealed class StoredCandles(CandleDatabase database)
{
    // What the database's calendar has as well as ours.
    private static readonly DateTimeOffset Earliest = new(1, 1, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(9999, 12, 30, 0, 0, 0, TimeSpan.Zero);

    private readonly string _selectLatest = string.Join("\nUNION ALL\n", database.Tables.Select(table => $"({table.SelectLatest})"));

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

    /// <summary>Reads the newest tick of each pair at or before that moment, all in one statement; pairs without one are left out.</summary>
    public async Task<Dictionary<CurrencyPair, RecordedPrice>> PricesAsync(IReadOnlyList<CurrencyPair> pairs, DateTimeOffset at, CancellationToken cancel)
    {
        var asked = pairs.Distinct().SelectMany(pair => new[] { (Name: pair.ToString(), Pair: pair), (Name: pair.Inverse.ToString(), Pair: pair) })
            .ToLookup(row => row.Name, row => row.Pair);
        await using var connection = await database.OpenAsync(cancel).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(_selectLatest, connection);
        command.Parameters.Add(new() { Value = asked.Select(name => name.Key).ToArray() });
        command.Parameters.Add(new() { Value = Within(at) });
        var found = new Dictionary<CurrencyPair, RecordedPrice>();
        await using var rows = await command.ExecuteReaderAsync(cancel).ConfigureAwait(false);
        while (await rows.ReadAsync(cancel).ConfigureAwait(false))
        {
            var interval = (CandleInterval)rows.GetInt32(CandleTable.IntervalColumn);
            foreach (var pair in asked[rows.GetString(0)])
            {
                if (RecordedPrice.Better(found.GetValueOrDefault(pair), RecordedPrice.Of(pair, interval, CandleReader.Read(rows, pair), at)) is { } best)
                {
                    found[pair] = best;
                }
            }
        }

        return found;
    }

    private static void AddPair(NpgsqlParameterCollection parameters, CurrencyPair pair)
    {
        parameters.Add(new() { Value = pair.ToString() });
        parameters.Add(new() { Value = pair.Inverse.ToString() });
    }

    private static DateTime Within(DateTimeOffset at) => (at < Earliest ? Earliest : at > Latest ? Latest : at).UtcDateTime;
}
