using FxOrleans.Pricing;

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
