namespace FxOrleans.Pricing;

/// <summary>
/// Calls one provider's outliers what <c>/rate/explain</c> calls them. Looking for another market of that price takes longer than a
/// decision does: it is done when an outlier begins, and at most once in <see cref="Hold"/> while it lasts. Bounded by the pairs that
/// the provider quotes. Thread-safe.
/// </summary>
/// <param name="book">The prices of all markets.</param>
/// <param name="maxAge">Of live sources.</param>
/// <param name="time">The clock.</param>
public sealed class OutlierClassifier(IPriceBook book, TimeSpan maxAge, TimeProvider time)
{
    /// <summary>How long an outlier that lasts keeps its name.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<CurrencyPair, (long At, Verdict Name)> _lasting = [];
    private volatile bool _any;

    /// <summary>What a market's verdict on a quote is called: <see cref="Verdict.WrongBase"/> for an outlier that is one, else as it is.</summary>
    public Verdict Name(in Quote quote, Verdict verdict)
    {
        if (verdict != Verdict.Outlier)
        {
            if (_any && verdict == Verdict.Accepted)
            {
                End(quote.Pair);
            }

            return verdict;
        }

        lock (_lock)
        {
            if (_lasting.TryGetValue(quote.Pair, out var known) && time.GetElapsedTime(known.At) < Hold)
            {
                return known.Name;
            }
        }

        var name = WrongBaseDetector.Name(quote, book, time.GetUtcNow(), maxAge);
        lock (_lock)
        {
            _lasting[quote.Pair] = (time.GetTimestamp(), name);
            _any = true;
        }

        return name;
    }

    private void End(CurrencyPair pair)
    {
        lock (_lock)
        {
            _lasting.Remove(pair);
            _any = _lasting.Count > 0;
        }
    }
}
