namespace FxOrleans.Pricing;

/// <summary>
/// The decided price of a pair: units of the quote for one unit of the base. bid ≤ mid ≤ ask. Immutable; safe to share.
/// </summary>
public readonly record struct Price
{
    /// <summary>The pair, in the direction in which it is kept.</summary>
    public required CurrencyPair Pair { get; init; }

    /// <summary>The middle: what the pair is said to cost; above 0.</summary>
    public required decimal Mid { get; init; }

    /// <summary>What a buyer offers for the base: above 0, at most the mid.</summary>
    public required decimal Bid { get; init; }

    /// <summary>What a seller asks for the base: at least the mid.</summary>
    public required decimal Ask { get; init; }

    /// <summary>Half-width of the interval in which the true mid lies 95 times of 100, in price units; 0 or more.</summary>
    public required decimal Confidence { get; init; }

    /// <summary>Market time of the newest quote that it rests on, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The kind of the sources that it rests on, which decides how it ages.</summary>
    public required SourceKind Kind { get; init; }

    /// <summary>Whether enough independent live sources agreed when it was decided.</summary>
    public bool Quorate { get; init; }

    /// <summary>Until when a price that is not live is good, UTC; ignored for live ones, whose age the reader judges.</summary>
    public DateTimeOffset FreshUntil { get; init; }

    /// <summary>How many independent sources it rests on.</summary>
    public required int Sources { get; init; }

    /// <summary>How many of them have lately been refused in more than a quarter of their quotes.</summary>
    public int Degraded { get; init; }

    /// <summary>True when its sources contradicted one another and nobody could tell which of them is right.</summary>
    public bool Disputed { get; init; }

    /// <summary>True when its confidence was wider than a firm price's may be, and has not become clearly narrower since.</summary>
    public bool Wide { get; init; }

    /// <summary>True when it has left the band of its peg.</summary>
    public bool PegBroken { get; init; }

    /// <summary>True when it was made up, by a demo market or a simulated source.</summary>
    public bool Simulated { get; init; }

    /// <summary>True for a cross or an inverse that was written under its own name: nobody quotes it, so nobody resumes from it.</summary>
    public bool Derived { get; init; }

    /// <summary>Which activation decided it, in milliseconds since 1970 or more; a later one has a higher epoch. Below 2^53.</summary>
    public required long Epoch { get; init; }

    /// <summary>Counts the pair's prices within an epoch, from 1. Below 2^53.</summary>
    public required long Sequence { get; init; }

    /// <summary>
    /// The moment at which the price turns stale, for a reader whose live prices may be <paramref name="maxAge"/> old.
    /// </summary>
    public DateTimeOffset StaleAt(TimeSpan maxAge) => Kind == SourceKind.Live ? Timestamp.Plus(maxAge) : FreshUntil;

    /// <summary>Its status at <paramref name="now"/>: never surer than it was when decided, never fresher than it is.</summary>
    public PriceStatus StatusAt(DateTimeOffset now, TimeSpan maxAge) =>
        now > StaleAt(maxAge) ? PriceStatus.Stale
        : Kind == SourceKind.Live && Quorate ? PriceStatus.Live
        : PriceStatus.Indicative;

    /// <summary>True when it comes after <paramref name="other"/>: a higher epoch, or the same and a higher sequence.</summary>
    public bool IsNewerThan(in Price other) =>
        Epoch > other.Epoch || (Epoch == other.Epoch && Sequence > other.Sequence);
}
