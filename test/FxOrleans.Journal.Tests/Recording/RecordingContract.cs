using FxOrleans.Pricing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Journal.Tests.Recording;

/// <summary>What a journal holds is what was decided from, in whichever store: decided again it gives every published digit.</summary>
public abstract class RecordingContract : IDisposable
{
    private protected static readonly PricingPolicy Policy = new() { FrozenQuotes = 3, FrozenAfter = TimeSpan.FromSeconds(2), HoldFor = TimeSpan.FromSeconds(20), ExplainDepth = 0 };
    private protected static readonly CurrencyPair Euro = CurrencyPair.Parse("USD/EUR");
    private static readonly CurrencyPair Yen = CurrencyPair.Parse("USD/JPY");

    private protected RecordingContract(JournalFolder folder) => Folder = folder;

    private protected JournalFolder Folder { get; }

    public void Dispose()
    {
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Random_markets_are_decided_again_bit_for_bit_over_restarts_and_kills()
    {
        var published = new Dictionary<string, List<Price>> { ["USD/EUR"] = [], ["USD/JPY"] = [] };
        Price?[] last = [null, null];
        for (var run = 0UL; run < 6; run++)
        {
            var journal = Folder.Open();
            PairPrice[] prices = [new(Euro, Policy, 1_000 + (long)run, last[0]), new(Yen, Policy, 2_000 + (long)run, last[1])];
            IDisposable[] recordings = [.. prices.Select(price => journal.Record(price, Policy))];
            RandomMarket[] markets = [new(Euro, 0.88, 7 * run), new(Yen, 157, (7 * run) + 1)];
            for (var round = 0; round < 40; round++)
            {
                published["USD/EUR"].AddRange(JournalFolder.Go(prices[0], markets[0], 60));
                published["USD/JPY"].AddRange(JournalFolder.Go(prices[1], markets[1], 25));
                await journal.WriteAsync(default);
            }

            last = [.. prices.Select(price => price.HasPrice ? price.Current : (Price?)null)];
            if (run % 2 == 0)
            {
                Array.ForEach(recordings, recording => recording.Dispose());
                await journal.StopAsync(default);
            }
        }

        var again = published.Keys.ToDictionary(pair => pair, _ => new List<Price>());
        var replays = await Folder.ReplayAsync((price, isNew) =>
        {
            if (isNew)
            {
                again[price.Pair.ToString()].Add(price.Current);
            }
        });

        Assert.Equal(["USD/EUR", "USD/JPY"], replays.Keys.Order());
        foreach (var (pair, replay) in replays)
        {
            Assert.Empty(replay.Differences);
            Assert.Equal(0, replay.Lost);
            Assert.True(replay.Compared > 200, $"{replay.Compared} digests were compared");
            Assert.Equal(published[pair].Select(Bits), again[pair].Select(Bits));
        }
    }

    [Fact]
    public async Task A_later_activation_goes_on_and_the_earlier_one_appends_nothing_more()
    {
        var (first, second) = (Folder.Open(), Folder.Open());
        var (frozen, later) = (new PairPrice(Euro, Policy, 10), new PairPrice(Euro, Policy, 20));
        first.Record(frozen, Policy);
        second.Record(later, Policy);
        var market = new RandomMarket(Euro, 0.88, 3);
        JournalFolder.Go(frozen, market, 20);
        await first.WriteAsync(default);

        // The later one goes on from what the earlier one wrote; then the earlier one wakes.
        JournalFolder.Go(later, market, 20);
        await second.WriteAsync(default);
        JournalFolder.Go(frozen, market, 20);
        await first.WriteAsync(default);
        await first.WriteAsync(default);
        JournalFolder.Go(later, market, 20);
        await second.WriteAsync(default);
        JournalFolder.Go(frozen, market, 20);
        await first.WriteAsync(default);

        Assert.Equal((1, 0), (first.Health.Stopped, second.Health.Stopped));
        Assert.Contains("Warning: Journal: the activation of USD/EUR of epoch 10 stops writing: one of epoch 20 has written. ", Folder.Log.Lines);
        var parts = await PartsAsync();
        Assert.Equal(Enumerable.Range(1, 3).Select(number => (long)number), parts.Select(part => part.Position));
        Assert.Empty((await Folder.ReplayAsync())["USD/EUR"].Differences);
    }

    [Fact]
    public async Task What_comes_while_the_store_is_away_waits_and_what_finds_no_room_is_a_gap_that_is_told()
    {
        await using var store = new LostStore(Folder.Store());
        var journal = Folder.Open(store);
        var (price, market) = (new PairPrice(Euro, Policy, 10), new RandomMarket(Euro, 0.88, 5));
        journal.Record(price, Policy);
        JournalFolder.Go(price, market, 100);
        await journal.WriteAsync(default);

        // Within the bound nothing is lost; the transaction may even have been committed without an answer.
        store.Mode = LostStore.Failure.AfterCommit;
        JournalFolder.Go(price, market, 500);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => journal.WriteAsync(default));
        store.Mode = LostStore.Failure.BeforeCommit;
        JournalFolder.Go(price, market, 500);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => journal.WriteAsync(default));
        store.Mode = LostStore.Failure.None;
        await journal.WriteAsync(default);
        Assert.Equal("ok", journal.Health.State);

        store.Mode = LostStore.Failure.BeforeCommit;
        JournalFolder.Go(price, market, 10_000);
        await Assert.ThrowsAsync<EngineUnavailableException>(() => journal.WriteAsync(default));
        JournalFolder.Go(price, market, 10_000);
        store.Mode = LostStore.Failure.None;
        await journal.WriteAsync(default);
        JournalFolder.Go(price, market, 100);
        await journal.WriteAsync(default);
        JournalFolder.Go(price, market, 100);
        await journal.WriteAsync(default);

        Assert.Equal("gaps", journal.Health.State);
        var replay = (await Folder.ReplayAsync())["USD/EUR"];
        Assert.Empty(replay.Differences);
        Assert.Equal(journal.Health.Lost, replay.Lost);
        Assert.True(replay.Lost > 1000);
        Assert.Equal(journal.Health.Entries, replay.Entries);
    }

    [Fact]
    public async Task Whoever_changes_a_byte_is_found_out()
    {
        var journal = Folder.Open();
        var price = new PairPrice(Euro, Policy, 10);
        journal.Record(price, Policy);
        var market = new RandomMarket(Euro, 0.88, 9);
        for (var round = 0; round < 12; round++)
        {
            JournalFolder.Go(price, market, 300);
            await journal.WriteAsync(default);
        }

        var parts = await PartsAsync();
        Assert.True(parts.Count(part => part.Begins) > 1, "there are several blocks");
        var random = new Randomness(11);
        var policies = new Dictionary<string, PricingPolicy> { [ReceiptText.Base64(KeptPolicy.Of(Policy).Digest)] = Policy };
        for (var attempt = 0; attempt < 300; attempt++)
        {
            var last = parts.ToList().FindLastIndex(part => part.Begins); // What comes after it has no hash yet.
            var (which, replay) = (random.Below(last), new MarketReplay(Euro, policies));
            var changed = parts[which].Bytes.ToArray();
            changed[random.Below(changed.Length)] ^= (byte)(1 << random.Below(8));
            try
            {
                foreach (var part in parts)
                {
                    replay.Play(part == parts[which] ? part with { Bytes = changed } : part);
                }
            }
            catch (Exception wrong) when (wrong is InvalidDataException or OverflowException or ArgumentOutOfRangeException)
            {
                continue;
            }

            Assert.NotEmpty(replay.Differences);
        }
    }

    private async Task<List<StoredPart>> PartsAsync()
    {
        await using var store = Folder.Store();
        var parts = new List<StoredPart>();
        await foreach (var part in store.ReadAsync(0, default))
        {
            parts.Add(part);
        }

        return parts;
    }

    private protected static string Bits(Price price) => string.Join(
        ' ', new[] { price.Mid, price.Bid, price.Ask, price.Confidence }.SelectMany(decimal.GetBits).Append(price.Sources).Append(price.Degraded).Select(word => $"{word:x}")) + price;
}
