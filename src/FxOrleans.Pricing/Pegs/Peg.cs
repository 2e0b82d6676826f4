namespace FxOrleans.Pricing;

/// <summary>A currency that is kept within a band of another. Immutable.</summary>
/// <param name="Pair">What it is pegged to, in units of the pegged currency: <c>EUR/DKK</c>.</param>
/// <param name="Parity">The official rate, in the pair's direction.</param>
/// <param name="Low">The lowest rate of the band.</param>
/// <param name="High">The highest rate of the band.</param>
public sealed record Peg(CurrencyPair Pair, decimal Parity, decimal Low, decimal High)
{
    /// <summary>How far a rate lies outside of the band, as a logarithm: above 0 where it is too high, below 0 where it is too low, 0 within.</summary>
    public double Outside(double rate) =>
        rate > (double)High ? Math.Log(rate / (double)High) : rate < (double)Low ? Math.Log(rate / (double)Low) : 0;

    /// <summary>Whether a rate is outside of the band or within a twentieth of its width from an end.</summary>
    public bool IsAtEdge(double rate)
    {
        var margin = (double)(High - Low) / 20;
        return rate < (double)Low + margin || rate > (double)High - margin;
    }
}
