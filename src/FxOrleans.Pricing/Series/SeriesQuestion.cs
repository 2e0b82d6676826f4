namespace FxOrleans.Pricing;

/// <summary>Which rows of a series are wanted. Immutable.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; not before <paramref name="From"/>.</param>
/// <param name="Group">What a row stands for.</param>
/// <param name="Aggregate">Which rate it has.</param>
/// <param name="Fill">What stands where there is none.</param>
public sealed record SeriesQuestion(DateOnly From, DateOnly To, SeriesGroup Group, SeriesAggregate Aggregate, SeriesFill Fill)
{
    /// <summary>Whether its rows need more of a day than its close.</summary>
    public bool NeedsRange => Aggregate is SeriesAggregate.Open or SeriesAggregate.High or SeriesAggregate.Low;

    /// <summary>
    /// The first day that its rows may need: with <see cref="SeriesFill.Previous"/> days before the first one, over every holiday, so that what was in
    /// force then is known.
    /// </summary>
    public DateOnly Reach => Fill == SeriesFill.None ? From : Group.Earlier(From, Group switch
    {
        SeriesGroup.Day => 14,
        SeriesGroup.Week => 4,
        SeriesGroup.Month => 2,
        _ => 1,
    });
}
