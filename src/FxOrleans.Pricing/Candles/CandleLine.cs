namespace FxOrleans.Pricing;

/// <summary>
/// The candles of one pair, origin and reality: those that still take ticks, and the newest of those that are closed. Thread-safe.
/// </summary>
internal sealed class CandleLine(CurrencyPair pair, CandleGrid grid, int kept)
{
    private readonly Lock _lock = new();
    private readonly List<CandleBuilder>[] _open = [.. CandleIntervals.All.Select(_ => new List<CandleBuilder>(2))];
    private readonly Queue<Candle>[] _closed = [.. CandleIntervals.All.Select(_ => new Queue<Candle>())];
    private DateTimeOffset _closedBy;

    /// <summary>False for a tick of candles that are closed.</summary>
    public bool Add(in PriceTick tick)
    {
        lock (_lock)
        {
            if (tick.Order.At < _closedBy)
            {
                return false;
            }

            for (var interval = 0; interval < _open.Length; interval++)
            {
                Add(_open[interval], (CandleInterval)interval, tick);
            }

            return true;
        }
    }

    /// <summary>Closes what ended by then.</summary>
    public void Close(DateTimeOffset endedBy, Action<CandleRow>? closed)
    {
        lock (_lock)
        {
            _closedBy = endedBy;
            foreach (var interval in CandleIntervals.All)
            {
                var open = _open[(int)interval];
                while (open.Count > 0 && open[0].End <= endedBy)
                {
                    var candle = open[0].ToCandle();
                    closed?.Invoke(new CandleRow(pair, interval, candle, open[0].Seen));
                    open.RemoveAt(0);
                    Keep(_closed[(int)interval], candle);
                }
            }
        }
    }

    /// <summary>Gives out unfinished candles that have changed since they were last.</summary>
    public void Unfinished(CandleInterval finest, Action<CandleRow> given)
    {
        lock (_lock)
        {
            foreach (var interval in CandleIntervals.All)
            {
                foreach (var builder in _open[(int)interval])
                {
                    if (interval >= finest && builder.Changed)
                    {
                        var seen = builder.Seen;
                        given(new CandleRow(pair, interval, builder.Give(), seen));
                    }
                }
            }
        }
    }

    /// <summary>Candles that open in [from, to), oldest first.</summary>
    public List<Candle> Read(CandleInterval interval, DateTimeOffset from, DateTimeOffset to)
    {
        lock (_lock)
        {
            var candles = _closed[(int)interval].Where(candle => candle.OpenTime >= from && candle.OpenTime < to).ToList();
            candles.AddRange(_open[(int)interval].Where(open => open.OpenTime >= from && open.OpenTime < to).Select(open => open.ToCandle()));
            return candles;
        }
    }

    /// <summary>The newest candle that had a tick by then; null when there is none.</summary>
    public Candle? Latest(CandleInterval interval, DateTimeOffset at)
    {
        lock (_lock)
        {
            Candle? latest = null;
            foreach (var candle in _closed[(int)interval])
            {
                latest = candle.First.At <= at ? candle : latest;
            }

            foreach (var builder in _open[(int)interval])
            {
                var candle = builder.ToCandle();
                latest = candle.First.At <= at ? candle : latest;
            }

            return latest;
        }
    }

    // Sorted by time; the newest is last, and most ticks are its.
    private void Add(List<CandleBuilder> open, CandleInterval interval, in PriceTick tick)
    {
        var at = tick.Order.At;
        var place = open.Count;
        while (place > 0 && open[place - 1].OpenTime > at)
        {
            place--;
        }

        if (place > 0 && at < open[place - 1].End)
        {
            open[place - 1].Add(tick);
            return;
        }

        var start = grid.OpenOf(interval, at);
        open.Insert(place, new CandleBuilder(tick, start, grid.EndOf(interval, start)));
    }

    private void Keep(Queue<Candle> closed, Candle candle)
    {
        if (kept > 0)
        {
            closed.Enqueue(candle);
            if (closed.Count > kept)
            {
                closed.Dequeue();
            }
        }
    }
}
