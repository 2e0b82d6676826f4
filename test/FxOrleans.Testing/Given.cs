using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>Short ways to the sources, quotes and prices that tests speak of.</summary>
public static class Given
{
    /// <summary>A Thursday afternoon, an hour before the ECB's fixing of the day.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 5, 14, 0, 0, TimeSpan.Zero);

    /// <summary>The date of <see cref="Now"/> as a fixing is dated: 00:00 UTC.</summary>
    public static readonly DateTimeOffset Today = new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);

    public static CurrencyPair Pair(string text) => CurrencyPair.Parse(text);

    public static QuoteSource Live(string name = "A") => new(name, SourceKind.Live);

    public static QuoteSource Periodic(string name = "P") => new(name, SourceKind.Periodic);

    public static QuoteSource Fixing(string name = "Ecb") =>
        new(name, SourceKind.Fixing) { Calendar = FixingCalendar.Target };

    public static QuoteSource Simulated(string name = "Demo") => Live(name) with { Simulated = true };

    /// <summary>A quote without a spread; from a live source when none is given.</summary>
    public static Quote Quote(string pair, decimal mid, DateTimeOffset? at = null, QuoteSource? source = null) =>
        Quote(pair, mid, mid, mid, at, source);

    public static Quote Quote(
        string pair, decimal bid, decimal mid, decimal ask, DateTimeOffset? at = null, QuoteSource? source = null) =>
        Pricing.Quote.TryCreate(source ?? Live(), Pair(pair), bid, mid, ask, at ?? Now, out var quote, out var fault)
            ? quote
            : throw new ArgumentException($"{bid}/{mid}/{ask} is no quote: {fault}.", nameof(mid));

    /// <summary>A live, quorate price without a spread, sure to 0.01 %.</summary>
    public static Price Price(string pair, decimal mid, DateTimeOffset? at = null) =>
        Price(pair, mid, mid, mid, at);

    public static Price Price(string pair, decimal bid, decimal mid, decimal ask, DateTimeOffset? at = null) => new()
    {
        Pair = Pair(pair),
        Bid = bid,
        Mid = mid,
        Ask = ask,
        Confidence = Math.Max((ask - bid) / 2, mid * 0.0001m),
        Timestamp = at ?? Now,
        Kind = SourceKind.Live,
        Quorate = true,
        Sources = 2,
        Epoch = 1,
        Sequence = 1,
    };
}
