using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.History;

/// <summary>Reads rows of <see cref="CandleTable.Columns"/>.</summary>
internal static class CandleReader
{
    /// <summary>The row as a candle in the direction of <paramref name="pair"/>.</summary>
    public static Candle Read(NpgsqlDataReader row, CurrencyPair pair)
    {
        var candle = new Candle
        {
            Simulated = row.GetBoolean(1),
            OpenTime = Time(row, 2),
            Origin = (CandleOrigin)row.GetInt16(3),
            Open = row.GetDecimal(5),
            High = row.GetDecimal(6),
            Low = row.GetDecimal(7),
            Close = row.GetDecimal(8),
            SpreadSum = row.GetDecimal(9),
            Ticks = row.GetInt64(10),
            First = new TickOrder(Time(row, 11), row.GetInt64(12), row.GetInt64(13)),
            Last = new TickOrder(Time(row, 14), row.GetInt64(15), row.GetInt64(16)),
        };
        return row.GetString(0) == pair.ToString() ? candle : candle.Invert();
    }

    public static DateTimeOffset Time(NpgsqlDataReader row, int column) => new(row.GetDateTime(column), TimeSpan.Zero);
}
