using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests;

/// <summary>A record of the ticks that a test gives it.</summary>
internal sealed class BookRecord : IPriceRecord
{
    private readonly CandleBook _book = new(new CandleGrid(DailyCut.Utc), new CandleBookOptions { Lateness = TimeSpan.FromDays(10_000), Kept = 10_000 });

    public BookRecord Tick(string pair, decimal mid, DateTimeOffset at, CandleOrigin origin = CandleOrigin.Decided, bool simulated = false, decimal spread = 0)
    {
        Assert.True(_book.Add(new PriceTick(CurrencyPair.Parse(pair), mid, spread, new TickOrder(at, 7, 3), origin, simulated), at));
        return this;
    }

    public ValueTask<IReadOnlyList<Candle>> CandlesAsync(CandleQuery query, CancellationToken cancel) => ValueTask.FromResult(_book.Read(query));

    public ValueTask<IReadOnlyList<RecordedPrice?>> PricesAsync(IReadOnlyList<CurrencyPair> pairs, DateTimeOffset at, CancellationToken cancel) =>
        ValueTask.FromResult<IReadOnlyList<RecordedPrice?>>([.. pairs.Select(pair => _book.Price(pair, at))]);
}
