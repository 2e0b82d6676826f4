using FxOrleans.Pricing;
using Microsoft.Data.Sqlite;

namespace FxOrleans.Journal;

/// <summary>The markets' part of <see cref="SqliteJournal"/>: the end of each chain.</summary>
internal static class SqliteMarkets
{
    /// <summary>The market's number and the end of its chain; null where it has none.</summary>
    public static (long Number, JournalHead Head)? Find(SqliteConnection connection, CurrencyPair pair) => connection.Rows(
        "SELECT id, position, epoch, hash FROM markets WHERE pair = $pair",
        ((long, JournalHead)? (row) => (row.GetInt64(0), new JournalHead(row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3)))),
        ("$pair", pair.ToString())).FirstOrDefault();

    /// <summary>Moves the end of a market's chain behind those parts. Returns the market's number; null where the first does not follow the end.</summary>
    public static long? TryAdvance(SqliteConnection connection, JournalPart[] parts)
    {
        var (first, last) = (parts[0], parts[^1]);
        if (first.Position == 1)
        {
            connection.Execute("INSERT OR IGNORE INTO markets(pair, position, epoch, hash) VALUES($pair, 0, 0, $hash)", ("$pair", first.Pair.ToString()), ("$hash", first.Previous));
        }

        var moved = connection.Execute(
            "UPDATE markets SET position = $to, epoch = $epoch, hash = $hash WHERE pair = $pair AND position = $from AND hash = $previous AND epoch <= $epoch",
            ("$to", last.Position), ("$epoch", last.Epoch), ("$hash", last.Hash), ("$pair", first.Pair.ToString()), ("$from", first.Position - 1), ("$previous", first.Previous));
        return moved == 1 ? Find(connection, first.Pair)!.Value.Number : null;
    }
}
