using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>Explains past prices from the journal: decides the block again in which the price is. Two questions are answered at once, others wait. Thread-safe.</summary>
/// <param name="store">The journal.</param>
internal sealed class DecisionArchive(Lazy<IJournalStore> store) : IDecisionArchive, IDisposable
{
    private readonly SemaphoreSlim _turns = new(2);

    /// <inheritdoc/>
    public async ValueTask<Explanation?> FindAsync(CurrencyPair pair, long epoch, long sequence, CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await NumberedAsync(pair, epoch, sequence, cancel).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Explanation?> FindAsync(CurrencyPair pair, DateTimeOffset at, CancellationToken cancel)
    {
        await _turns.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            var blocks = await store.Value.BlocksAsync(at, cancel).ConfigureAwait(false);
            if (blocks.FirstOrDefault(block => block.Pair == pair || block.Pair == pair.Inverse) is not { } found || found.At > at)
            {
                return null;
            }

            // The last price of before may have been decided in an earlier block: then the first entry tells its number.
            var (before, record) = ((Price?)null, (Explanation?)null);
            await PlayAsync(
                found,
                replay => replay.Began = (_, _) => before ??= replay.Price is { HasPrice: true } price ? price.Current : null,
                (price, now, isNew) =>
                {
                    if (now.Wall > at)
                    {
                        return false;
                    }

                    record = isNew ? Record(price, now) : record;
                    return true;
                },
                cancel).ConfigureAwait(false);
            return record ?? (before is { } known ? await NumberedAsync(found.Pair, known.Epoch, known.Sequence, cancel).ConfigureAwait(false) : null);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turns.Dispose();

    private async Task<Explanation?> NumberedAsync(CurrencyPair pair, long epoch, long sequence, CancellationToken cancel)
    {
        var block = await store.Value.BlockOfAsync(pair, epoch, sequence, cancel).ConfigureAwait(false)
            ?? await store.Value.BlockOfAsync(pair.Inverse, epoch, sequence, cancel).ConfigureAwait(false);
        if (block is null)
        {
            return null;
        }

        var record = (Explanation?)null;
        await PlayAsync(
            block,
            _ => { },
            (price, now, isNew) =>
            {
                record ??= isNew && price.Current.Epoch == epoch && price.Current.Sequence == sequence ? Record(price, now) : null;
                return record is null && price.Epoch == epoch && price.Sequence < sequence;
            },
            cancel).ConfigureAwait(false);
        return record;
    }

    private static Explanation Record(PairPrice price, ClockReading now) => price.Explain(price.Current.Sequence, price.Current.Epoch) ?? price.Explain(now);

    // Until the market says that it has gone far enough.
    private async Task PlayAsync(StoredBlock block, Action<MarketReplay> prepare, Func<PairPrice, ClockReading, bool, bool> goesOn, CancellationToken cancel)
    {
        var policies = (await store.Value.PoliciesAsync(cancel).ConfigureAwait(false)).ToDictionary(policy => policy.Key, policy => KeptPolicy.Read(policy.Value));
        var (ended, replay) = (false, new MarketReplay(block.Pair, policies));
        replay.Decided = (price, now, isNew) => ended = ended || !goesOn(price, now, isNew);
        prepare(replay);
        await foreach (var part in store.Value.ReadAsync(block.Batch, cancel).ConfigureAwait(false))
        {
            if (part.Market != block.Market || part.Position < block.Position)
            {
                continue;
            }

            replay.Play(part);
            if (ended)
            {
                return;
            }
        }
    }
}
