using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>A record of what a test puts in.</summary>
internal sealed class FakeRecord : IPriceRecord
{
    public List<Candle> Candles { get; } = [];

    public RecordedPrice? DayAgo { get; set; }

    /// <summary>The pairs of each time that it was asked for prices.</summary>
    public ConcurrentQueue<IReadOnlyList<CurrencyPair>> Reads { get; } = new();

    /// <summary>Awaited before it tells prices.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    /// <summary>Whether it has as many readers as it takes.</summary>
    public bool IsBusy { get; set; }

    public static Candle Candle(DateTimeOffset open, decimal close, bool simulated = false) => new()
    {
        OpenTime = open,
        Open = close - 1,
        High = close + 1,
        Low = close - 2,
        Close = close,
        SpreadSum = 0,
        Ticks = 5,
        First = new TickOrder(open, 1, 1),
        Last = new TickOrder(open.AddSeconds(30), 1, 5),
        Simulated = simulated,
    };

    public ValueTask<IReadOnlyList<Candle>> CandlesAsync(CandleQuery query, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<Candle>>(
        [.. Candles.Where(candle => candle.OpenTime >= query.From && candle.OpenTime < query.To).OrderBy(candle => candle.OpenTime)]);

    public async ValueTask<IReadOnlyList<RecordedPrice?>> PricesAsync(IReadOnlyList<CurrencyPair> pairs, DateTimeOffset at, CancellationToken cancel)
    {
        Reads.Enqueue(pairs);
        await Held.WaitAsync(cancel);
        return IsBusy ? throw new RecordBusyException() : [.. pairs.Select(pair => DayAgo is { } known && known.Pair == pair && known.At <= at ? known : null)];
    }
}
