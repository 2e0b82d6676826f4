using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>Decides a part of the journal again, and says in what the prices differ from those that were published, or by other rules.</summary>
public static class JournalReplay
{
    /// <summary>A store that was away for so long writes what waited into later batches.</summary>
    private static readonly TimeSpan MostLate = TimeSpan.FromHours(1);

    /// <summary>Decides again what a journal holds, whose hosts may be running.</summary>
    /// <param name="journal">The database of the journal, or with <see cref="JournalOptions.Path"/> its folder.</param>
    /// <param name="question">Which part.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="EngineUnavailableException">The journal cannot be read.</exception>
    /// <exception cref="InvalidDataException">The journal holds what is none.</exception>
    public static async Task<ReplayReport> RunAsync(JournalOptions journal, ReplayQuestion question, CancellationToken cancel)
    {
        await using var store = JournalStores.Open(journal, journal.Path!);
        return await RunAsync(store, question, cancel).ConfigureAwait(false);
    }

    internal static async Task<ReplayReport> RunAsync(IJournalStore store, ReplayQuestion question, CancellationToken cancel)
    {
        var policies = (await store.PoliciesAsync(cancel).ConfigureAwait(false)).ToDictionary(policy => policy.Key, policy => KeptPolicy.Read(policy.Value));
        var blocks = await store.BlocksAsync(question.From, cancel).ConfigureAwait(false);
        var tally = new ReplayTally();
        var markets = blocks.Where(block => IsAsked(block, question)).ToDictionary(block => block.Market, block => Market(block, policies, question, tally));
        var bytes = 0L;
        if (markets.Count > 0)
        {
            var first = blocks.Where(block => markets.ContainsKey(block.Market)).Min(block => block.Batch);
            var began = (DateTimeOffset?)null;
            await foreach (var part in store.ReadAsync(first, cancel).ConfigureAwait(false))
            {
                cancel.ThrowIfCancellationRequested();
                began ??= part.At;
                if (question.Pause is { } pause)
                {
                    await pause(Share(part.At - began.Value, question.To - began.Value), cancel).ConfigureAwait(false);
                }

                if (part.At > question.To + MostLate)
                {
                    break;
                }

                if (markets.TryGetValue(part.Market, out var market) && part.Position >= market.First && market.Replay.Clock.Wall <= question.To)
                {
                    market.Replay.Play(part);
                    bytes += part.Bytes.Length;
                }
            }
        }

        MarketReplay[] replays = [.. markets.Values.Select(market => market.Replay).Where(replay => replay.Entries > 0)];
        return new ReplayReport(
            replays.Length, replays.Sum(replay => replay.Entries), replays.Sum(replay => replay.Prices), replays.Sum(replay => replay.Compared), replays.Sum(replay => replay.Lost),
            [.. replays.SelectMany(replay => replay.Differences)], bytes)
        {
            Other = question.Policy is null ? null : tally.Report(),
        };
    }

    private static double Share(TimeSpan done, TimeSpan all) => all <= TimeSpan.Zero ? 1 : Math.Clamp(done / all, 0, 1);

    private static bool IsAsked(StoredBlock block, ReplayQuestion question) =>
        block.At <= question.To && (question.Pairs is null || question.Pairs.Contains(block.Pair) || question.Pairs.Contains(block.Pair.Inverse));

    private static (long First, MarketReplay Replay) Market(StoredBlock block, Dictionary<string, PricingPolicy> policies, ReplayQuestion question, ReplayTally tally)
    {
        var replay = new MarketReplay(block.Pair, policies);
        if (question.Policy is { } policy)
        {
            var other = new PolicyComparison(policy, question, tally);
            replay.Began = (start, inForce) => other.Begin(start, inForce, block.Pair);
            replay.Quoted = (quote, now, verdict) => other.Apply(quote, now, verdict);
            replay.Reconsidered = other.Reconsider;
            replay.Decided = other.Compare;
        }

        return (block.Position, replay);
    }
}
