using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.Journal;

/// <summary>
/// The journal in PostgreSQL, which several hosts may share: a market's chain goes on wherever the market is decided, and moves only from the end
/// that its writer knows. Thread-safe.
/// </summary>
/// <param name="database">The database; it is closed with the journal.</param>
internal sealed class PostgresJournal(JournalDatabase database) : IJournalStore
{
    private readonly JournalTables _tables = database.Tables;

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<CurrencyPair, JournalHead>> HeadsAsync(IReadOnlyCollection<CurrencyPair> pairs, CancellationToken cancel) => await database.WriteAsync(
        async (connection, stop) =>
        {
            string[] names = [.. pairs.Select(pair => pair.ToString())];
            var heads = await connection.RowsAsync(
                _tables.Heads, row => (Pair: CurrencyPair.Parse(row.GetString(0)), Head: new JournalHead(row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3))), stop, (object)names).ConfigureAwait(false);
            return heads.ToDictionary(head => head.Pair, head => head.Head);
        },
        cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlySet<CurrencyPair>> AppendAsync(IReadOnlyList<JournalPart> parts, DateTimeOffset at, CancellationToken cancel) => await database.WriteAsync(
        async (connection, stop) =>
        {
            var markets = parts.GroupBy(part => part.Pair).ToDictionary(market => market.Key, market => market.ToArray());
            var numbers = await AdvanceAsync(connection, markets.Values, stop).ConfigureAwait(false);
            (long Market, JournalPart Part)[] kept = [.. markets.Where(market => numbers.ContainsKey(market.Key)).SelectMany(market => market.Value.Select(part => (numbers[market.Key], part)))];
            if (kept.Length > 0)
            {
                await KeepAsync(connection, kept, at, stop).ConfigureAwait(false);
            }

            return markets.Keys.Where(pair => !numbers.ContainsKey(pair)).ToHashSet();
        },
        cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public Task KeepPolicyAsync(byte[] digest, byte[] json, CancellationToken cancel) => database.WriteAsync(
        async (connection, stop) =>
        {
            await connection.RunAsync(_tables.AddPolicy, stop, digest, json).ConfigureAwait(false);
            return true;
        },
        cancel);

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, byte[]>> PoliciesAsync(CancellationToken cancel)
    {
        var policies = await database.ReadAsync(
            connection => connection.RowsAsync(_tables.Policies, row => (Hash: row.GetFieldValue<byte[]>(0), Json: row.GetFieldValue<byte[]>(1)), cancel), cancel).ConfigureAwait(false);
        return policies.ToDictionary(policy => ReceiptText.Base64(policy.Hash), policy => policy.Json);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredBlock>> BlocksAsync(DateTimeOffset at, CancellationToken cancel) =>
        await database.ReadAsync(connection => connection.RowsAsync(_tables.BlocksAt, JournalRows.Block, cancel, at.UtcTicks), cancel).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<StoredBlock?> BlockOfAsync(CurrencyPair pair, long epoch, long sequence, CancellationToken cancel)
    {
        var found = await database.ReadAsync(connection => connection.RowsAsync(_tables.BlockOf, JournalRows.Block, cancel, pair.ToString(), epoch, sequence), cancel).ConfigureAwait(false);
        return found.FirstOrDefault();
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredPart> ReadAsync(long batch, CancellationToken cancel) => JournalRows.PartsAsync(
        batch,
        (from, most) => database.ReadAsync(
            connection => connection.RowsAsync(
                _tables.Batches, row => (row.GetInt64(0), new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero), row.GetFieldValue<byte[]>(2)), cancel, from, most),
            cancel),
        cancel);

    /// <summary>Drops the days that lie wholly before that moment.</summary>
    public Task PruneAsync(DateTimeOffset before, CancellationToken cancel) => database.WriteAsync(
        async (connection, stop) =>
        {
            var partitions = await connection.RowsAsync(_tables.Partitions, row => row.GetString(0), stop).ConfigureAwait(false);
            var drops = string.Concat(partitions.Select(partition => _tables.DropIfOlder(partition, before)));
            if (drops.Length > 0)
            {
                await connection.RunAsync(drops, stop).ConfigureAwait(false);
            }

            return drops.Length > 0;
        },
        cancel);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => database.DisposeAsync();

    // Moves the ends of the chains. Returns the numbers of those markets whose end was where their first part begins.
    private async Task<Dictionary<CurrencyPair, long>> AdvanceAsync(NpgsqlConnection connection, IReadOnlyCollection<JournalPart[]> markets, CancellationToken cancel)
    {
        string[] begin = [.. markets.Where(parts => parts[0].Position == 1).Select(parts => parts[0].Pair.ToString())];
        if (begin.Length > 0)
        {
            await connection.RunAsync(_tables.AddMarkets, cancel, begin, JournalHead.None.Hash).ConfigureAwait(false);
        }

        var moved = await connection.RowsAsync(
            _tables.Advance,
            row => (Pair: CurrencyPair.Parse(row.GetString(0)), Number: row.GetInt64(1)),
            cancel,
            markets.Select(parts => parts[0].Pair.ToString()).ToArray(),
            markets.Select(parts => parts[0].Position - 1).ToArray(),
            markets.Select(parts => parts[^1].Position).ToArray(),
            markets.Select(parts => parts[^1].Epoch).ToArray(),
            markets.Select(parts => parts[0].Previous).ToArray(),
            markets.Select(parts => parts[^1].Hash).ToArray()).ConfigureAwait(false);
        return moved.ToDictionary(market => market.Pair, market => market.Number);
    }

    private async Task KeepAsync(NpgsqlConnection connection, (long Market, JournalPart Part)[] kept, DateTimeOffset at, CancellationToken cancel)
    {
        at = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero); // The database counts microseconds.
        await connection.RunAsync(_tables.CreatePartitions(at), cancel).ConfigureAwait(false);
        var batch = (await connection.RowsAsync(_tables.AddBatch, row => row.GetInt64(0), cancel, at.UtcDateTime, JournalBatch.Write(kept)).ConfigureAwait(false))[0];
        (long Market, JournalPart Part)[] begin = [.. kept.Where(one => one.Part.Block is not null)];
        if (begin.Length > 0)
        {
            await connection.RunAsync(
                _tables.AddBlocks,
                cancel,
                begin.Select(one => one.Market).ToArray(),
                begin.Select(one => one.Part.Position).ToArray(),
                begin.Select(one => one.Part.Block!.Value.At.UtcTicks).ToArray(),
                begin.Select(one => one.Part.Block!.Value.Epoch).ToArray(),
                begin.Select(one => one.Part.Block!.Value.Sequence).ToArray(),
                batch,
                at.UtcDateTime).ConfigureAwait(false);
        }
    }
}
