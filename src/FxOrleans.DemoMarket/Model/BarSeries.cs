namespace FxOrleans.DemoMarket;

/// <summary>Candles of a made-up past. Each looks at its span a fixed number of times, so a bar costs the same however long it is.</summary>
internal static class BarSeries
{
    private const int Looks = 16;

    /// <summary>The start of the span that a moment is in; spans are whole since 1970, so days open at 00:00 UTC.</summary>
    public static DateTimeOffset Floor(DateTimeOffset moment, TimeSpan length)
    {
        var seconds = moment.ToUnixTimeSeconds();
        return DateTimeOffset.FromUnixTimeSeconds(seconds - (seconds % (long)length.TotalSeconds));
    }

    /// <summary>The bars that open from a moment on and before another, oldest first; a bar under way closes now.</summary>
    public static IEnumerable<Bar> Between(Observation sight, Listing @base, Listing quote, DateTimeOffset from, DateTimeOffset to, TimeSpan length)
    {
        var first = Floor(from, length);
        for (var opens = first < from ? first + length : first; opens < to; opens += length)
        {
            yield return One(sight, @base, quote, opens, length);
        }
    }

    /// <summary>One bar from its opening to its close, or to now.</summary>
    public static Bar One(Observation sight, Listing @base, Listing quote, DateTimeOffset opens, TimeSpan length)
    {
        var open = sight.At(opens).Rate(@base, quote);
        var (high, low, close) = (open, open, open);
        for (var look = 1; look <= Looks; look++)
        {
            var at = opens + (length * look / Looks);
            close = sight.At(at < sight.Latest ? at : sight.Latest).Rate(@base, quote);
            high = Math.Max(high, close);
            low = Math.Min(low, close);
            if (at >= sight.Latest)
            {
                break;
            }
        }

        return new Bar(opens, open, high, low, close);
    }
}
