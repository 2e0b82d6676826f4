using System.Data.Common;
using System.Runtime.CompilerServices;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>How rows of the journal are read, whichever database they are in.</summary>
internal static class JournalRows
{
    /// <summary>The columns of <see cref="Block"/>, of a market <c>m</c> and a block <c>b</c>.</summary>
    public const string BlockColumns = "m.pair, b.market, b.position, b.batch, b.at, b.epoch, b.sequence";

    private const int AtOnce = 256;

    /// <summary>Reads a block.</summary>
    public static StoredBlock Block(DbDataReader row) => new(
        CurrencyPair.Parse(row.GetString(0)), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero), row.GetInt64(5), row.GetInt64(6));

    /// <summary>Reads the parts of all batches from that number on, in pages, so that nothing is held open meanwhile.</summary>
    /// <param name="batch">The number of the first.</param>
    /// <param name="page">Reads the batches from a number on, so many at most.</param>
    /// <param name="cancel">Ends it.</param>
    public static async IAsyncEnumerable<StoredPart> PartsAsync(
        long batch, Func<long, long, Task<List<(long Id, DateTimeOffset At, byte[] Data)>>> page, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            var rows = await page(batch, AtOnce).ConfigureAwait(false);
            foreach (var part in rows.SelectMany(row => JournalBatch.Read(row.Id, row.At, row.Data)))
            {
                yield return part;
            }

            if (rows.Count < AtOnce)
            {
                yield break;
            }

            batch = rows[^1].Id + 1;
        }
    }
}
