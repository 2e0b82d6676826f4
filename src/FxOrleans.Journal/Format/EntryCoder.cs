using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// Writes and reads the entries of one market, each as the difference to the one before. Writer and reader begin with the same market at the
/// beginning of a block and take the same steps. Allocates nothing but for further sources. Not thread-safe.
/// </summary>
/// <param name="pair">The pair, in the direction in which its market is kept.</param>
internal sealed class EntryCoder(CurrencyPair pair)
{
    private const byte MostLag = 128;

    private static readonly long[] Units = [1, TimeSpan.TicksPerMicrosecond, TimeSpan.TicksPerMillisecond, TimeSpan.TicksPerSecond];

    private SourceBase[] _sources = new SourceBase[8];
    private int _count;

    /// <summary>The clock reading of the last entry.</summary>
    public ClockReading Clock { get; private set; }

    /// <summary>Begins a block with the sources of a market, in their order.</summary>
    public void Begin(PairPrice price, ClockReading clock)
    {
        (_count, Clock) = (0, clock);
        for (var i = 0; i < price.SourceCount; i++)
        {
            Add(SourceBase.Of(price.QuoteOf(i)));
        }
    }

    /// <summary>The most bytes that <see cref="Write(ref CompactWriter, in Quote, ClockReading)"/> needs.</summary>
    public static int Bound(in Quote quote) => QuoteSourceBytes.Bound(quote.Source) + (8 * CompactWriter.LongestNumber);

    /// <summary>The most bytes that <see cref="Write(ref CompactWriter, ClockReading)"/> needs.</summary>
    public const int ReconsiderationBound = 1 + (2 * CompactWriter.LongestNumber);

    /// <summary>Writes a reconsideration.</summary>
    public void Write(ref CompactWriter bytes, ClockReading now)
    {
        bytes.Byte((byte)(Entry.Reconsideration | (now == Clock ? 0 : Entry.ClockMoved)));
        WriteClock(ref bytes, now);
    }

    /// <summary>Writes a quote, and its source before it where that is new.</summary>
    public void Write(ref CompactWriter bytes, in Quote quote, ClockReading now)
    {
        var number = NumberOf(quote.Source);
        if (number < 0)
        {
            bytes.Byte(Entry.Source);
            QuoteSourceBytes.Write(ref bytes, quote.Source);
            number = Add(SourceBase.Of(quote.Source));
        }

        ref var before = ref _sources[number];
        var next = SourceBase.Of(quote);
        var lower = Below(next, next.AskScale) is var mid ? DecimalDigits.Of(quote.Ask) - mid : 0;
        var noSpread = next.Spread == 0 && lower == 0 && next.BidScale == next.Scale && next.AskScale == next.Scale;
        var sameScale = next.Scale == before.Scale && next.BidScale == before.BidScale && next.AskScale == before.AskScale;
        var symmetric = !noSpread && lower == next.Spread && next.AskScale == next.BidScale;
        bytes.Byte((byte)(Entry.Quote
            | (now == Clock ? 0 : Entry.ClockMoved) | (noSpread ? Entry.NoSpread : 0) | (sameScale ? Entry.SameScale : 0)
            | (quote.Pair == pair ? 0 : Entry.Inverted) | (symmetric ? Entry.Symmetric : 0)));
        bytes.Unsigned((ulong)number);
        WriteClock(ref bytes, now);
        if (!sameScale)
        {
            bytes.Byte(next.Scale);
            if (!noSpread)
            {
                bytes.Byte(next.BidScale);
                bytes.Byte(next.AskScale);
            }
        }

        bytes.Signed(next.Digits - Below(before, next.Scale));
        if (!noSpread)
        {
            bytes.Signed(next.Spread - before.Spread);
            if (!symmetric)
            {
                bytes.Signed(lower - next.Spread);
            }
        }

        WriteTime(ref bytes, next.Time, before.Time);
        before = next;
    }

    /// <summary>Reads a reconsideration, whose first byte has been read; its time is <see cref="Clock"/>.</summary>
    public void ReadReconsideration(ref CompactReader bytes, byte first) => ReadClock(ref bytes, first);

    /// <summary>Reads a source, whose first byte has been read.</summary>
    public void ReadSource(ref CompactReader bytes) => Add(SourceBase.Of(QuoteSourceBytes.Read(ref bytes)));

    /// <summary>Reads a quote, whose first byte has been read; its time is <see cref="Clock"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are no quote.</exception>
    public Quote ReadQuote(ref CompactReader bytes, byte first)
    {
        var number = bytes.Count();
        if (number >= _count)
        {
            throw new InvalidDataException($"There is no source {number}.");
        }

        ref var before = ref _sources[number];
        var (noSpread, symmetric) = ((first & Entry.NoSpread) != 0, (first & Entry.Symmetric) != 0);
        ReadClock(ref bytes, first);
        var (scale, bidScale, askScale) = (before.Scale, before.BidScale, before.AskScale);
        if ((first & Entry.SameScale) == 0)
        {
            scale = bytes.Byte();
            (bidScale, askScale) = noSpread ? (scale, scale) : (bytes.Byte(), bytes.Byte());
        }

        var digits = bytes.Wide() + Below(before, scale);
        var spread = noSpread ? 0 : bytes.Wide() + before.Spread;
        var upper = noSpread ? 0 : symmetric ? spread : bytes.Wide() + spread;
        var time = ReadTime(ref bytes, before.Time);
        var mid = DecimalDigits.Make(digits, scale);
        var bid = DecimalDigits.Make(SourceBase.Rescale(digits, scale, bidScale) - spread, bidScale);
        var ask = DecimalDigits.Make(SourceBase.Rescale(digits, scale, askScale) + upper, askScale);
        var (of, at) = ((first & Entry.Inverted) != 0 ? pair.Inverse : pair, new DateTimeOffset(time, TimeSpan.Zero));
        if (!Quote.TryCreate(before.Source, of, bid, mid, ask, at, out var quote, out var fault))
        {
            throw new InvalidDataException($"What is written cannot be a quote: {fault}.");
        }

        before = SourceBase.Of(quote);
        return quote;
    }

    private static Int128 Below(in SourceBase source, byte scale) => SourceBase.Rescale(source.Digits, source.Scale, scale);

    // Below MostLag: a whole millisecond, so many before that of the clock. From there on the unit, as long as the difference to the quote before is
    // a whole number of, 0 a tick of 100 ns, 1 a microsecond, 2 a millisecond, 3 a second; and that difference.
    private void WriteTime(ref CompactWriter bytes, long time, long before)
    {
        var lag = (Clock.Wall.UtcTicks / TimeSpan.TicksPerMillisecond) - (time / TimeSpan.TicksPerMillisecond);
        if (time % TimeSpan.TicksPerMillisecond == 0 && lag is >= 0 and < MostLag)
        {
            bytes.Byte((byte)lag);
            return;
        }

        var (ticks, unit) = (time - before, Units.Length - 1);
        while (ticks % Units[unit] != 0)
        {
            unit--;
        }

        bytes.Byte((byte)(MostLag + unit));
        bytes.Signed(ticks / Units[unit]);
    }

    private long ReadTime(ref CompactReader bytes, long before)
    {
        var first = bytes.Byte();
        return first < MostLag ? ((Clock.Wall.UtcTicks / TimeSpan.TicksPerMillisecond) - first) * TimeSpan.TicksPerMillisecond
            : first < MostLag + Units.Length ? before + (bytes.Signed() * Units[first - MostLag])
            : throw new InvalidDataException("A time has no such unit.");
    }

    // The monotonic clock's step with, in two bits, that of the wall clock against it: 0, 1, 2 (for -1) ticks, or 3 where it follows.
    private void WriteClock(ref CompactWriter bytes, ClockReading now)
    {
        if (now == Clock)
        {
            return;
        }

        var step = now.Monotonic.Ticks - Clock.Monotonic.Ticks;
        var drift = now.Wall.UtcTicks - Clock.Wall.UtcTicks - step;
        var code = drift switch { 0 => 0, 1 => 1, -1 => 2, _ => 3 };
        bytes.Signed(((Int128)step * 4) + code);
        if (code == 3)
        {
            bytes.Signed(drift);
        }

        Clock = now;
    }

    private void ReadClock(ref CompactReader bytes, byte first)
    {
        if ((first & Entry.ClockMoved) == 0)
        {
            return;
        }

        var written = bytes.Wide();
        var code = (int)(written & 3);
        var step = checked((long)((written - code) / 4));
        var drift = code switch { 0 => 0, 1 => 1, 2 => -1, _ => bytes.Signed() };
        Clock = new ClockReading(new DateTimeOffset(Clock.Wall.UtcTicks + step + drift, TimeSpan.Zero), new TimeSpan(Clock.Monotonic.Ticks + step));
    }

    private int NumberOf(QuoteSource source)
    {
        for (var i = 0; i < _count; i++)
        {
            if (QuoteSourceBytes.AreSame(_sources[i].Source, source))
            {
                return i;
            }
        }

        return -1;
    }

    private int Add(in SourceBase source)
    {
        if (_count == _sources.Length)
        {
            Array.Resize(ref _sources, 2 * _count);
        }

        _sources[_count] = source;
        return _count++;
    }
}
