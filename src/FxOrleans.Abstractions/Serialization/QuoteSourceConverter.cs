using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>Between <see cref="QuoteSource"/> and its surrogate. A calendar is known by name; one of another kind counts as every day.</summary>
[RegisterConverter]
public sealed class QuoteSourceConverter : IConverter<QuoteSource, QuoteSourceSurrogate>
{
    private const string Target = "target";

    public QuoteSource ConvertFromSurrogate(in QuoteSourceSurrogate surrogate) => new(surrogate.Name, (SourceKind)surrogate.Kind)
    {
        Simulated = surrogate.Simulated,
        FreshFor = surrogate.FreshFor,
        Calendar = surrogate.Calendar == Target ? FixingCalendar.Target : FixingCalendar.EveryDay,
        Weight = surrogate.Weight,
        MayCross = surrogate.MayCross,
        Group = surrogate.Group ?? surrogate.Name,
    };

    public QuoteSourceSurrogate ConvertToSurrogate(in QuoteSource value) => new()
    {
        Name = value.Name,
        Kind = (byte)value.Kind,
        Simulated = value.Simulated,
        FreshFor = value.FreshFor,
        Calendar = value.Calendar is TargetCalendar ? Target : null,
        Weight = value.Weight,
        MayCross = value.MayCross,
        Group = value.Group == value.Name ? null : value.Group,
    };
}
