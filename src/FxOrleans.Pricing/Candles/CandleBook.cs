using System.Collections.Concurrent;

namespace FxOrleans.Pricing;

/// <summary>
/// Makes candles of every interval out of ticks. A tick may be late, or early, by <see cref="CandleBookOptions.Lateness"/> at most and then
/// counts as if it had come in order; a candle is closed when it has ended that long ago by the clock. Bounded by its
/// options. Thread-safe.
/// </summary>
public sealed class CandleBook(CandleGrid grid, CandleBookOptions options)
{
    private readonly ConcurrentDictionary<(CurrencyPair Pair, CandleOrigin Origin, bool Simulated), CandleLine> _lines = new();
    private long _clock;
    private long _late;
    private long _refused;

    /// <summary>Pairs with candles; one counts again for each origin, and for simulated prices.</summary>
    public int Lines => _lines.Count;

    /// <summary>Ticks refused because they came too late, or from a clock that is ahead.</summary>
    public long Late => Interlocked.Read(ref _late);

    /// <summary>Ticks refused because there were <see cref="CandleBookOptions.MaxLines"/> pairs.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Takes a tick that came <paramref name="now"/>; false when it was refused.</summary>
    public bool Add(in PriceTick tick, DateTimeOffset now)
    {
        if ((new DateTimeOffset(Ahead(now), TimeSpan.Zero) - tick.Order.At).Duration() > options.Lateness)
        {
            Interlocked.Increment(ref _late);
            return false;
        }

        var key = (tick.Pair, tick.Origin, tick.Simulated);
        if (!_lines.TryGetValue(key, out var line))
        {
            if (_lines.Count >= options.MaxLines)
            {
                Interlocked.Increment(ref _refused);
                return false;
            }

            line = _lines.GetOrAdd(key, static (added, book) => new CandleLine(added.Pair, book.Grid, book.Kept), this);
        }

        if (!line.Add(tick))
        {
            Interlocked.Increment(ref _late);
            return false;
        }

        return true;
    }

    /// <summary>Closes what has ended by the clock, and hands it over.</summary>
    public void Close(DateTimeOffset now, Action<CandleRow>? closed = null)
    {
        // From here on ticks are judged by this moment, even if the wall clock is set back: what is closed stays closed.
        var clock = Ahead(now);
        Interlocked.Exchange(ref _clock, clock);
        var endedBy = new DateTimeOffset(clock, TimeSpan.Zero) - options.Lateness;
        foreach (var line in _lines.Values)
        {
            line.Close(endedBy, closed);
        }
    }

    /// <summary>Hands over the candles that are not finished and have changed since they were last handed over: of <paramref name="finest"/> and longer intervals.</summary>
    public void Unfinished(CandleInterval finest, Action<CandleRow> given)
    {
        foreach (var line in _lines.Values)
        {
            line.Unfinished(finest, given);
        }
    }

    /// <summary>What is here of the query's pair, oldest first; bars as <see cref="CandleBars"/> chooses them.</summary>
    public IReadOnlyList<Candle> Read(CandleQuery query)
    {
        var bars = new CandleBars();
        foreach (var (line, inverted) in LinesOf(query.Pair))
        {
            foreach (var candle in line.Read(query.Interval, query.From, query.To))
            {
                bars.Join(inverted ? candle.Invert() : candle);
            }
        }

        return bars.Newest(query.Limit);
    }

    /// <summary>The newest tick of the pair at or before that moment; null when there is none here.</summary>
    public RecordedPrice? Price(CurrencyPair pair, DateTimeOffset at)
    {
        RecordedPrice? best = null;
        foreach (var (line, inverted) in LinesOf(pair))
        {
            foreach (var interval in CandleIntervals.All)
            {
                if (line.Latest(interval, at) is { } candle)
                {
                    best = RecordedPrice.Better(best, RecordedPrice.Of(pair, interval, inverted ? candle.Invert() : candle, at));
                }
            }
        }

        return best;
    }

    private CandleGrid Grid => grid;

    private int Kept => options.Kept;

    private long Ahead(DateTimeOffset now) => Math.Max(now.UtcTicks, Interlocked.Read(ref _clock));

    private IEnumerable<(CandleLine Line, bool Inverted)> LinesOf(CurrencyPair pair)
    {
        foreach (var origin in Enum.GetValues<CandleOrigin>())
        {
            foreach (var simulated in (bool[])[false, true])
            {
                if (_lines.TryGetValue((pair, origin, simulated), out var straight))
                {
                    yield return (straight, false);
                }

                if (_lines.TryGetValue((pair.Inverse, origin, simulated), out var inverse))
                {
                    yield return (inverse, true);
                }
            }
        }
    }
}
