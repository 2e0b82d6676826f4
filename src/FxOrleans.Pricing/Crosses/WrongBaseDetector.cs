namespace FxOrleans.Pricing;

/// <summary>
/// Tells an outlier that is another market's price from one that is nobody's: a source that was asked for the price of one currency
/// and gave that of another. The decision knows its own pair alone, so the name is given where all prices are at hand. Thread-safe.
/// </summary>
public static class WrongBaseDetector
{
    /// <summary>How near the value must be to the other market's price, relative. Wider than the market moves while a past record is kept.</summary>
    private const double Tolerance = 0.005;

    // The bases that services fall back to, far enough apart to be told from one another.
    private static readonly Asset[] Majors = [.. new[] { "USD", "EUR", "GBP", "JPY", "CHF" }.Select(AssetCatalog.Get)];

    /// <summary>The same explanation, in which an <c>outlier</c> is called <c>wrong_base</c> where it is
    /// the price that <paramref name="book"/> gives one of the great currencies against the same asset.</summary>
    /// <param name="explanation">Of one market; its legs stay as they are.</param>
    /// <param name="book">The prices of the other markets.</param>
    public static Explanation Name(Explanation explanation, IPriceBook book)
    {
        var outlier = Verdict.Outlier.Reason();
        return explanation.Price is not { } price || explanation.Quotes.All(quote => quote.Reason != outlier)
            ? explanation
            : explanation with
            {
                Quotes = [.. explanation.Quotes.Select(quote => quote.Reason == outlier && IsOfAnother((double)quote.Value, price, book, explanation.At, explanation.Policy.MaxAge)
                    ? quote with { Reason = Verdict.WrongBase.Reason() }
                    : quote)],
            };
    }

    /// <summary>
    /// What an explanation calls an outlier: <see cref="Verdict.WrongBase"/>, or <see cref="Verdict.Outlier"/> where it is nobody's price or the
    /// book has none of its own pair.
    /// </summary>
    /// <param name="quote">The outlier, in either direction.</param>
    /// <param name="book">The prices of all markets.</param>
    /// <param name="at">Now.</param>
    /// <param name="maxAge">Of live sources.</param>
    public static Verdict Name(in Quote quote, IPriceBook book, DateTimeOffset at, TimeSpan maxAge) =>
        book.TryGetLeg(quote.Pair.Base, quote.Pair.Quote, out var leg)
        && IsOfAnother(leg.Inverted ? 1 / (double)quote.Mid : (double)quote.Mid, leg.Price, book, at, maxAge)
            ? Verdict.WrongBase
            : Verdict.Outlier;

    // Of a source that quotes the pair the other way round, the wrong base is the pair's quote.
    private static bool IsOfAnother(double value, in Price price, IPriceBook book, DateTimeOffset at, TimeSpan maxAge)
    {
        Span<Leg> legs = new Leg[PathSearch.MaxLegs];
        foreach (var major in Majors)
        {
            if (major != price.Pair.Base && major != price.Pair.Quote
                && (IsPriceOf(value, major, price.Pair.Quote, price.Simulated, book, at, maxAge, legs)
                    || IsPriceOf(value, price.Pair.Base, major, price.Simulated, book, at, maxAge, legs)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsPriceOf(
        double value, Asset from, Asset to, bool simulated, IPriceBook book, DateTimeOffset at, TimeSpan maxAge, Span<Leg> legs)
    {
        var count = PathSearch.Find(book, from, to, at, maxAge, legs);
        return count > 0 && CrossRate.TryCombine(legs[..count], maxAge, out var other) && other!.Simulated == simulated
            && Math.Abs((value / (double)other.Mid) - 1) <= Tolerance;
    }
}
