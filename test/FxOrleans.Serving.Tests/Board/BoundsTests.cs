using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Board;

/// <summary>The board is bounded; what does not fit is computed or refused, never kept.</summary>
public sealed class BoundsTests
{
    [Fact]
    public void Markets_beyond_the_most_are_refused_and_counted()
    {
        var board = new RateBoard(new PriceBook(new PriceBookOptions { MaxMarkets = 2 }, new FakeTime()));

        board.Book.Advance([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m), Given.Price("USD/JPY", 160m), Given.Price("USD/EUR", 0.9m) with { Sequence = 2 }]);

        Assert.Equal((2, 1), (board.Book.Count, board.Book.Refused));
        Assert.Null(board.Read(AssetCatalog.Usd, AssetCatalog.Get("JPY")));
        Assert.Equal(0.9m, board.Read(AssetCatalog.Usd, AssetCatalog.Eur)!.Rate.Mid);
    }

    [Fact]
    public async Task However_many_threads_open_a_market_at_once_it_is_told_once()
    {
        var pairs = AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).Take(1_000).Select(asset => Given.Price($"{asset.Code}/USD", 2m)).ToArray();
        var board = new RateBoard(new PriceBook(new PriceBookOptions(), TimeProvider.System));
        var grown = 0;
        board.Book.Grown += () => Interlocked.Increment(ref grown);
        using var barrier = new Barrier(4);
        void Offer(int thread)
        {
            barrier.SignalAndWait();
            foreach (var price in pairs)
            {
                board.Book.Advance([price with { Sequence = thread }]);
            }
        }

        await Task.WhenAll(Enumerable.Range(1, barrier.ParticipantCount).Select(thread =>
            Task.Factory.StartNew(() => Offer(thread), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Equal((pairs.Length, pairs.Length), (board.Book.Count, grown));
    }

    [Fact]
    public void Directions_beyond_the_most_are_computed_at_each_read()
    {
        var board = new RateBoard(new PriceBook(new PriceBookOptions(), new FakeTime()), maxTopics: 1);
        board.Book.Advance([Given.Price("USD/EUR", 0.8m), Given.Price("USD/GBP", 0.4m)]);

        Assert.Equal(0.8m, board.Read(AssetCatalog.Usd, AssetCatalog.Eur)!.Rate.Mid);
        Assert.Equal(0.5m, board.Read(AssetCatalog.Eur, AssetCatalog.Get("GBP"))!.Rate.Mid);
        board.Book.Advance([Given.Price("USD/GBP", 0.6m) with { Sequence = 2 }]);
        Assert.Equal(0.75m, board.Read(AssetCatalog.Eur, AssetCatalog.Get("GBP"))!.Rate.Mid);
        Assert.Equal(1, board.Topics);
    }

    [Fact]
    public void A_read_of_a_kept_direction_allocates_nothing()
    {
        var board = new RateBoard(new PriceBook(new PriceBookOptions(), TimeProvider.System));
        board.Book.Advance([Given.Price("USD/EUR", 0.8m, TimeProvider.System.GetUtcNow()), Given.Price("USD/GBP", 0.4m, TimeProvider.System.GetUtcNow())]);
        var (usd, eur, gbp) = (AssetCatalog.Usd, AssetCatalog.Eur, AssetCatalog.Get("GBP"));

        // The runtime itself allocates now and then while it recompiles what is hot: one round of them is without.
        Assert.Contains(0L, Enumerable.Range(0, 20).Select(_ => Allocated()));

        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
            {
                board.Read(usd, eur);
                board.Read(eur, gbp);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void The_epoch_of_a_cross_rises_by_one_with_each_change_of_way()
    {
        var time = new FakeTime();
        var board = new RateBoard(new PriceBook(new PriceBookOptions(), time));
        var (eur, chf) = (AssetCatalog.Eur, AssetCatalog.Get("CHF"));
        board.Book.Advance([Given.Price("EUR/USD", 1.25m) with { Epoch = 1L << 41 }, Given.Price("USD/CHF", 0.8m) with { Epoch = 1L << 41 }]);
        var first = board.Read(eur, chf)!.Rate;
        Assert.Equal("USD", Assert.Single(first.Via).Code);

        // Two ways that turn stale by turns.
        var last = first;
        for (var i = 1; i <= 10; i++)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            var now = Given.Now.AddSeconds(20 * i);
            board.Book.Advance(i % 2 == 1
                ? [Given.Price("EUR/GBP", 0.5m, now) with { Sequence = i }, Given.Price("GBP/CHF", 2m, now) with { Sequence = i }]
                : [Given.Price("EUR/USD", 1.25m, now) with { Epoch = 1L << 41, Sequence = i }, Given.Price("USD/CHF", 0.8m, now) with { Epoch = 1L << 41, Sequence = i }]);
            var next = board.Read(eur, chf)!;
            Assert.Equal((PriceStatus.Live, i % 2 == 1 ? "GBP" : "USD"), (next.Status, Assert.Single(next.Rate.Via).Code));
            Assert.Equal(last.Epoch + 1, next.Rate.Epoch);
            last = next.Rate;
        }
    }
}
