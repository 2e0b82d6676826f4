namespace FxOrleans.Pricing;

/// <summary>A candle that still takes ticks. Not thread-safe.</summary>
internal sealed class CandleBuilder(in PriceTick tick, DateTimeOffset open, DateTimeOffset end)
{
    private readonly CandleOrigin _origin = tick.Origin;
    private readonly bool _simulated = tick.Simulated;
    private decimal _open = tick.Mid;
    private decimal _high = tick.Mid;
    private decimal _low = tick.Mid;
    private decimal _close = tick.Mid;
    private decimal _spreadSum = tick.Spread;
    private long _ticks = 1;
    private TickOrder _first = tick.Order;
    private TickOrder _last = tick.Order;

    public DateTimeOffset OpenTime => open;

    public DateTimeOffset End => end;

    /// <summary>True when it has changed since it was given out last.</summary>
    public bool Changed { get; private set; } = true;

    /// <summary>True once it has been given out unfinished.</summary>
    public bool Seen { get; private set; }

    /// <summary>The same as merging: see <see cref="Candle.Merge"/>.</summary>
    public void Add(in PriceTick tick)
    {
        var mid = tick.Mid;
        var order = tick.Order.CompareTo(_first);
        if (order < 0 || (order == 0 && mid < _open))
        {
            (_first, _open) = (tick.Order, mid);
        }

        order = tick.Order.CompareTo(_last);
        if (order > 0 || (order == 0 && mid > _close))
        {
            (_last, _close) = (tick.Order, mid);
        }

        _high = mid > _high ? mid : _high;
        _low = mid < _low ? mid : _low;
        _spreadSum = Candle.Sum(_spreadSum, tick.Spread);
        _ticks++;
        Changed = true;
    }

    /// <summary>What it is now.</summary>
    public Candle ToCandle() => new()
    {
        OpenTime = open,
        Open = _open,
        High = _high,
        Low = _low,
        Close = _close,
        SpreadSum = _spreadSum,
        Ticks = _ticks,
        First = _first,
        Last = _last,
        Origin = _origin,
        Simulated = _simulated,
    };

    /// <summary>What it is now, given out unfinished.</summary>
    public Candle Give()
    {
        (Changed, Seen) = (false, true);
        return ToCandle();
    }
}
