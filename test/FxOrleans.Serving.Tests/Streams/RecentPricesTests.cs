using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Streams;

/// <summary>The ring of recent prices by itself.</summary>
public sealed class RecentPricesTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly RecentPrices _recent = new(1);
    private readonly PriceBook _book;
    private long _sequence;

    public RecentPricesTests()
    {
        _book = new PriceBook(new PriceBookOptions(), _time);
        _book.Advanced += market => _recent.Note(market, _book.Now);
    }

    [Fact]
    public void It_is_bounded_and_a_reader_that_newer_prices_have_overtaken_is_told()
    {
        Tick("USD/EUR", 10);
        Dictionary<int, List<MissedPair>> markets = new() { [0] = [] };
        var prices = new RecentPrice[4];
        var number = 0L;
        Assert.Equal(4, _recent.Read(ref number, _recent.Next, markets, prices));
        Assert.Equal([1L, 2, 3, 4], prices.Select(price => price.Price.Sequence));

        Tick("USD/EUR", 10_000);
        Assert.InRange(_recent.Count, 5_000, 9_000);
        Assert.Equal(-1, _recent.Read(ref number, _recent.Next, markets, prices));
    }

    [Fact]
    public void A_price_is_kept_whole()
    {
        var price = new Price
        {
            Pair = Given.Pair("USD/EUR"), Mid = 0.8m, Bid = 0.7m, Ask = 0.90m, Confidence = 0.1m, Timestamp = Given.Now, FreshUntil = Given.Now.AddHours(1),
            Kind = SourceKind.Fixing, Quorate = true, Sources = 3, Degraded = 2, Disputed = true, Wide = true, PegBroken = true, Simulated = true, Derived = true,
            Epoch = 5, Sequence = 6,
        };
        Assert.All(typeof(Price).GetProperties(), property => Assert.NotEqual(Activator.CreateInstance(property.PropertyType), property.GetValue(price)));
        var received = new ClockReading(Given.Now.AddSeconds(1), TimeSpan.FromSeconds(7));

        Assert.Equal(new RecentPrice(4, price, received), PackedPrice.Of(new RecentPrice(4, price, received), 1).Unpack(price.Pair));
    }

    [Fact]
    public void A_price_that_replaces_the_oldest_allocates_nothing()
    {
        Tick("USD/EUR", 1);
        using var ring = new RecentPrices(1);
        Note(10_000);

        Assert.Equal(0, Note(10_000));

        long Note(int count)
        {
            var allocated = 0L;
            for (var i = 0; i < count; i++)
            {
                Tick("USD/EUR", 1);
                var before = GC.GetAllocatedBytesForCurrentThread();
                ring.Note(_book.Markets[0], new ClockReading(DateTimeOffset.UnixEpoch, TimeSpan.Zero));
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            }

            return allocated;
        }
    }

    [Fact]
    public void A_price_that_is_noted_twice_is_kept_once()
    {
        Tick("USD/EUR", 1);
        _recent.Note(_book.Markets[0], _book.Now);

        Assert.Equal(1, _recent.Count);
    }

    [Fact]
    public void Who_has_a_price_that_came_before_those_kept_or_is_of_another_epoch_does_not_go_on()
    {
        Tick("USD/EUR", 1);
        _time.Advance(TimeSpan.FromSeconds(3));
        Tick("USD/EUR", 1);
        var market = _book.Markets[0];
        Assert.Equal(1, _recent.Find(market, new StreamPlace(Given.Pair("USD/EUR"), 1, 2), _book.Now)?.First);
        Assert.Null(_recent.Find(market, new StreamPlace(Given.Pair("USD/EUR"), 0, 2), _book.Now));

        Tick("USD/EUR", 10_000);
        Assert.Null(_recent.Find(market, new StreamPlace(Given.Pair("USD/EUR"), 1, 2), _book.Now));
    }

    public void Dispose() => _recent.Dispose();

    private void Tick(string pair, int count)
    {
        for (var i = 0; i < count; i++)
        {
            _book.TryAdvance(Given.Price(pair, 0.8m) with { Epoch = 1, Sequence = ++_sequence });
        }
    }
}
