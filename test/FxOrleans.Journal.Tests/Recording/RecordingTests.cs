using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Journal.Tests.Recording;

/// <summary>The journal in a file: what holds of any store, and what is dropped.</summary>
public sealed class RecordingTests() : RecordingContract(new JournalFolder())
{
    [Fact]
    public async Task What_is_older_than_kept_or_beyond_the_size_is_dropped_and_the_rest_can_still_be_decided_again()
    {
        var options = new JournalOptions { Keep = TimeSpan.FromHours(1) };
        var journal = Folder.Open(Folder.Sqlite(most: 150_000), options);
        await journal.StartAsync(default);
        await Folder.Time.WhenArmedAsync(2);
        var price = new PairPrice(Euro, Policy, 10);
        journal.Record(price, Policy);
        var market = new RandomMarket(Euro, 0.88, 13);
        JournalFolder.Go(price, market, 5_000);
        await WrittenAsync(journal);
        Folder.Time.Advance(TimeSpan.FromMinutes(59));
        JournalFolder.Go(price, market, 5_000);
        await WrittenAsync(journal);
        Assert.Equal(1, (await BlocksAsync())[0].Position);

        Folder.Time.Advance(TimeSpan.FromMinutes(12));
        await Eventually.TrueAsync(async () => (await BlocksAsync())[0].Position > 1, "the oldest is dropped");
        JournalFolder.Go(price, market, 5_000);
        await WrittenAsync(journal);

        var replay = (await Folder.ReplayAsync())["USD/EUR"];
        Assert.Empty(replay.Differences);
        Assert.True(replay.Entries is > 1_000 and < 14_000);
        await journal.StopAsync(default);

        async Task WrittenAsync(DecisionJournal writes)
        {
            Folder.Time.Advance(DecisionJournal.Pace);
            await Eventually.TrueAsync(() => writes.Health.Lag == TimeSpan.Zero && writes.Health.Written > 0, "it is written");
        }

        async Task<IReadOnlyList<StoredBlock>> BlocksAsync()
        {
            await using var store = Folder.Store();
            return await store.BlocksAsync(DateTimeOffset.MinValue, default);
        }
    }
}
