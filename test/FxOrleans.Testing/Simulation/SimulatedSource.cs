using FxOrleans.Pricing;

namespace FxOrleans.Testing.Simulation;

/// <summary>One source of a case: honest, or lying in its own way from a round on.</summary>
public sealed class SimulatedSource(int number)
{
    public QuoteSource Source { get; } = Given.Live($"S{number}");

    public Lie Lie { get; set; }

    /// <summary>The round from which it lies.</summary>
    public int From { get; set; }

    public bool HasSpoken { get; set; }

    public decimal Value { get; set; }

    public double Frozen { get; set; }

    public int Rounds { get; set; }

    public bool IsHonest => Lie == Lie.None;
}
