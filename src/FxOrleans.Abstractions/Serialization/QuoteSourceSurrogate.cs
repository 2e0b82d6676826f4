using FxOrleans.Pricing;

using Orleans.Serialization.Cloning;

namespace FxOrleans.Abstractions;

/// <summary>A <see cref="QuoteSource"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("fx.QuoteSource")]
public struct QuoteSourceSurrogate
{
    [Id(0)]
    public string Name;

    [Id(1)]
    public byte Kind;

    [Id(2)]
    public bool Simulated;

    [Id(3)]
    public TimeSpan FreshFor;

    /// <summary><c>target</c>, or nothing for every day.</summary>
    [Id(4)]
    public string? Calendar;

    [Id(5)]
    public double Weight;

    [Id(6)]
    public bool MayCross;

    [Id(7)]
    public string? Group;
}

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

/// <summary>A <see cref="QuoteSource"/> is immutable: within a process it is passed on as it is.</summary>
[RegisterCopier]
public sealed class QuoteSourceCopier : ShallowCopier<QuoteSource>;
