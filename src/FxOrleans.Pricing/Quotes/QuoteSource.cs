namespace FxOrleans.Pricing;

/// <summary>
/// What the decision must know of where a quote comes from. Immutable; two are the same source when their names are.
/// </summary>
/// <param name="Name">The provider's name in configuration and answers, such as <c>CurrencyApi</c>.</param>
/// <param name="Kind">How its quotes age.</param>
public sealed record QuoteSource(string Name, SourceKind Kind)
{
    /// <summary>True when the values are made up: they say so in every answer and never blend with real ones.</summary>
    public bool Simulated { get; init; }

    /// <summary>For <see cref="SourceKind.Periodic"/>: how long after its timestamp a quote is good. Default 5 minutes.</summary>
    public TimeSpan FreshFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For <see cref="SourceKind.Fixing"/>: when the next one is due. Default: every day.</summary>
    public FixingCalendar Calendar { get; init; } = FixingCalendar.EveryDay;

    /// <summary>Relative trust among sources of the same kind, above 0. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>True where the upstream sends bids above asks by design; they are put in order instead of being refused.</summary>
    public bool MayCross { get; init; }

    /// <summary>Sources of one group copy one another and count as one. Default: its own name.</summary>
    public string Group { get; init; } = Name;

    public bool Equals(QuoteSource? other) => other is not null && Name == other.Name;

    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The moment until which a quote of this source with that timestamp is good; for live sources <paramref name="maxAge"/> decides.</summary>
    public DateTimeOffset FreshUntil(DateTimeOffset timestamp, TimeSpan maxAge) => Kind switch
    {
        SourceKind.Live => timestamp.Plus(maxAge),
        SourceKind.Periodic => timestamp.Plus(FreshFor),
        _ => Calendar.NextDue(DateOnly.FromDateTime(timestamp.UtcDateTime)),
    };
}
