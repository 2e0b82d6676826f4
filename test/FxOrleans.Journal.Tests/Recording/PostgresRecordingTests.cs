using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Journal.Tests.Recording;

/// <summary>The journal in PostgreSQL, which several hosts share: what holds of any store, and what happens when the database is away.</summary>
public sealed class PostgresRecordingTests(SharedPostgres postgres) : RecordingContract(new PostgresFolder(postgres.Server)), IClassFixture<SharedPostgres>
{
    private PostgresFolder Database => (PostgresFolder)Folder;

    [Fact]
    public Task Past_prices_are_found_by_number_and_by_time() => ArchiveTests.FindAsync(Folder);

    [Fact]
    public async Task While_the_database_is_away_prices_go_on_and_nothing_is_lost_within_the_bound()
    {
        var journal = Folder.Open();
        var (price, market) = (new PairPrice(Euro, Policy, 10), new RandomMarket(Euro, 0.88, 17));
        journal.Record(price, Policy);
        var published = JournalFolder.Go(price, market, 200);
        await journal.WriteAsync(default);

        postgres.Server.Kill();
        for (var second = 0; second < 60; second++)
        {
            published.AddRange(JournalFolder.Go(price, market, 10)); // It waits for nothing.
            if (second % 20 == 0)
            {
                await Assert.ThrowsAsync<EngineUnavailableException>(() => journal.WriteAsync(default));
            }
        }

        await postgres.Server.RestartAsync();
        await Eventually.TrueAsync(() => WritesAsync(journal), "it is written again");

        published.AddRange(JournalFolder.Go(price, market, 50));
        await journal.WriteAsync(default);
        var again = new List<Price>();
        var replay = (await Folder.ReplayAsync((decided, isNew) => again.AddRange(isNew ? [decided.Current] : [])))["USD/EUR"];
        Assert.Empty(replay.Differences);
        Assert.Equal((0, "ok"), (replay.Lost, journal.Health.State));
        Assert.Equal(published.Select(Bits), again.Select(Bits));
        Assert.Equal(journal.Health.Entries, replay.Entries);
    }

    [Fact]
    public async Task Of_two_hosts_that_append_the_same_position_at_once_one_does()
    {
        await using var one = Database.Store();
        await using var other = Database.Store();
        var head = JournalHead.None;
        for (var round = 0; round < 30; round++)
        {
            JournalPart[] rivals = [Next(head, 1), Next(head, 2)];
            var refused = await Task.WhenAll(one.AppendAsync([rivals[0]], Given.Now, default), other.AppendAsync([rivals[1]], Given.Now, default));

            var winner = Assert.Single(rivals, part => refused[Array.IndexOf(rivals, part)].Count == 0);
            head = (await one.HeadsAsync([Euro], default))[Euro];
            Assert.Equal((winner.Position, winner.Epoch, Convert.ToHexString(winner.Hash)), (head.Position, head.Epoch, Convert.ToHexString(head.Hash)));
        }

        var positions = new List<long>();
        await foreach (var part in one.ReadAsync(0, default))
        {
            positions.Add(part.Position);
        }

        Assert.Equal(Enumerable.Range(1, 30).Select(number => (long)number), positions);

        static JournalPart Next(JournalHead head, byte content) => new(Euro, head.Position + 1, 10, null, new[] { content })
        {
            Previous = head.Hash,
            Hash = JournalPart.HashOf(head.Hash, [content]),
        };
    }

    [Fact]
    public async Task Days_that_lie_before_what_is_kept_are_dropped_whole_and_the_rest_can_still_be_decided_again()
    {
        var journal = Folder.Open();
        var price = new PairPrice(Euro, Policy, 10);
        journal.Record(price, Policy);
        var market = new RandomMarket(Euro, 0.88, 13);
        for (var day = 0; day < 3; day++)
        {
            JournalFolder.Go(price, market, 5_000);
            await journal.WriteAsync(default);
            Folder.Time.Advance(TimeSpan.FromDays(1));
        }

        await using var store = Database.Store();
        await store.PruneAsync(Given.Today.AddDays(1).AddTicks(-1), default);
        Assert.Equal(3, await DaysAsync());
        Assert.Equal(1, Assert.Single(await store.BlocksAsync(DateTimeOffset.MinValue, default)).Position);

        await store.PruneAsync(Given.Today.AddDays(1), default);
        Assert.Equal(2, await DaysAsync());
        Assert.True(Assert.Single(await store.BlocksAsync(DateTimeOffset.MinValue, default)).Position > 1);
        var replay = (await Folder.ReplayAsync())["USD/EUR"];
        Assert.Empty(replay.Differences);
        Assert.True(replay.Entries is > 1_000 and < 12_000);

        async Task<long> DaysAsync() => await Database.NumberAsync("SELECT count(*) FROM pg_tables WHERE schemaname = '{0}' AND tablename LIKE 'journal_batches_2%'");
    }

    private static async Task<bool> WritesAsync(DecisionJournal journal)
    {
        try
        {
            await journal.WriteAsync(default);
            return true;
        }
        catch (EngineUnavailableException)
        {
            return false;
        }
    }
}
