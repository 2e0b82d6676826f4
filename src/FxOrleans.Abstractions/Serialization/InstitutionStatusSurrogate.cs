using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>An <see cref="InstitutionStatus"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("fx.InstitutionStatus")]
public struct InstitutionStatusSurrogate
{
    [Id(0)]
    public string Key;

    [Id(1)]
    public string Name;

    [Id(2)]
    public string? Country;

    [Id(3)]
    public string? Currency;

    [Id(4)]
    public string Kind;

    [Id(5)]
    public string Group;

    /// <summary>The day's number, from 0001-01-01.</summary>
    [Id(6)]
    public int Newest;

    [Id(7)]
    public DateTimeOffset Due;

    [Id(8)]
    public int Quotes;

    [Id(9)]
    public int Excluded;

    [Id(10)]
    public DateTimeOffset? MissedSince;
}

/// <summary>Between <see cref="InstitutionStatus"/> and its surrogate.</summary>
[RegisterConverter]
public sealed class InstitutionStatusConverter : IConverter<InstitutionStatus, InstitutionStatusSurrogate>
{
    public InstitutionStatus ConvertFromSurrogate(in InstitutionStatusSurrogate surrogate) => new(
        surrogate.Key, surrogate.Name, surrogate.Country, surrogate.Currency, surrogate.Kind, surrogate.Group,
        DateOnly.FromDayNumber(Math.Clamp(surrogate.Newest, 0, DateOnly.MaxValue.DayNumber)), surrogate.Due, surrogate.Quotes, surrogate.Excluded)
    {
        MissedSince = surrogate.MissedSince,
    };

    public InstitutionStatusSurrogate ConvertToSurrogate(in InstitutionStatus value) => new()
    {
        Key = value.Key,
        Name = value.Name,
        Country = value.Country,
        Currency = value.Currency,
        Kind = value.Kind,
        Group = value.Group,
        Newest = value.Newest.DayNumber,
        Due = value.Due,
        Quotes = value.Quotes,
        Excluded = value.Excluded,
        MissedSince = value.MissedSince,
    };
}
