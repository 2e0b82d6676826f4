using FxOrleans.Pricing;
using Npgsql;
using NpgsqlTypes;

namespace FxOrleans.History;

/// <summary>Sends rows by binary COPY.</summary>
internal static class CandleCopy
{
    /// <summary>All of them, into what <paramref name="copy"/> names, in the connection's transaction.</summary>
    public static async Task WriteAsync(NpgsqlConnection connection, string copy, IEnumerable<CandleRow> rows, int writer, CancellationToken cancel)
    {
        await using var import = await connection.BeginBinaryImportAsync(copy, cancel).ConfigureAwait(false);
        var names = new Dictionary<CurrencyPair, string>();
        foreach (var (pair, _, candle, _) in rows)
        {
            if (!names.TryGetValue(pair, out var name))
            {
                names[pair] = name = pair.ToString();
            }

            await import.StartRowAsync(cancel).ConfigureAwait(false);
            await import.WriteAsync(name, NpgsqlDbType.Text, cancel).ConfigureAwait(false);
            await import.WriteAsync(candle.Simulated, NpgsqlDbType.Boolean, cancel).ConfigureAwait(false);
            await import.WriteAsync(candle.OpenTime.UtcDateTime, NpgsqlDbType.TimestampTz, cancel).ConfigureAwait(false);
            await import.WriteAsync((short)candle.Origin, NpgsqlDbType.Smallint, cancel).ConfigureAwait(false);
            await import.WriteAsync(writer, NpgsqlDbType.Integer, cancel).ConfigureAwait(false);
            await import.WriteAsync(candle.Open, NpgsqlDbType.Numeric, cancel).ConfigureAwait(false);
            await import.WriteAsync(candle.High, NpgsqlDbType.Numeric, cancel).ConfigureAwait(false);
            await import.WriteAsync(candle.Low, NpgsqlDbType.Numeric, cancel).ConfigureAwait(false);
            await import.WriteAsync(candle.Close, NpgsqlDbType.Numeric, cancel).ConfigureAwait(false);
            await import.WriteAsync(candle.SpreadSum, NpgsqlDbType.Numeric, cancel).ConfigureAwait(false);
            await import.WriteAsync(candle.Ticks, NpgsqlDbType.Bigint, cancel).ConfigureAwait(false);
            await WriteAsync(import, candle.First, cancel).ConfigureAwait(false);
            await WriteAsync(import, candle.Last, cancel).ConfigureAwait(false);
        }

        await import.CompleteAsync(cancel).ConfigureAwait(false);
    }

    private static async ValueTask WriteAsync(NpgsqlBinaryImporter import, TickOrder order, CancellationToken cancel)
    {
        await import.WriteAsync(order.At.UtcDateTime, NpgsqlDbType.TimestampTz, cancel).ConfigureAwait(false);
        await import.WriteAsync(order.Epoch, NpgsqlDbType.Bigint, cancel).ConfigureAwait(false);
        await import.WriteAsync(order.Sequence, NpgsqlDbType.Bigint, cancel).ConfigureAwait(false);
    }
}
