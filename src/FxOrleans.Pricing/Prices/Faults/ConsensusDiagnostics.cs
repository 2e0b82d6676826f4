namespace FxOrleans.Pricing;

/// <summary>How the voters' values were judged. Default: there was no vote.</summary>
public readonly record struct ConsensusDiagnostics
{
    /// <summary>The value that distances are measured from.</summary>
    public double Centre { get; init; }

    /// <summary>The voters' weighted MAD as a standard deviation, relative to the centre.</summary>
    public double Scale { get; init; }

    /// <summary>The relative distance beyond which a voter was excluded.</summary>
    public double Threshold { get; init; }

    /// <summary>Nobody could tell who is right: the price is one of several that contradict one another.</summary>
    public bool Disputed { get; init; }

    /// <summary>Everybody was held back: the last price stays.</summary>
    public bool Held { get; init; }

    /// <summary>In a dispute, the relative distance to what else the price may be.</summary>
    public double Doubt { get; init; }

    /// <summary>What the confidence was computed from; default where there was no vote.</summary>
    public Uncertainty Uncertainty { get; init; }

    /// <summary>A witness that does not vote supports the price.</summary>
    public bool Confirmed { get; init; }
}
