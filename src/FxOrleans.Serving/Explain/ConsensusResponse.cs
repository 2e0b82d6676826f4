using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>How quotes were weighed. Null is what does not apply.</summary>
/// <param name="Centre">The value that distances are measured from.</param>
/// <param name="Scale">The voters' weighted MAD as a standard deviation, relative to the centre.</param>
/// <param name="Threshold">The relative distance beyond which a voter was excluded.</param>
/// <param name="Disputed">Nobody could tell who is right: the price is one of several that contradict one another.</param>
/// <param name="Doubt">In a dispute, the relative distance to what else the price may be.</param>
/// <param name="Confirmed">A witness that does not vote supports the price.</param>
/// <param name="Held">Everybody was held back: the last price stays.</param>
/// <param name="Deviation">What the confidence was computed from: one source's relative standard deviation,</param>
/// <param name="Freedom">its degrees of freedom,</param>
/// <param name="Variance">and the relative variance of the market's moves in the age of the newest quote.</param>
public sealed record ConsensusResponse(
    double? Centre, double? Scale, double? Threshold, bool Disputed, double? Doubt, bool Confirmed, bool Held, double? Deviation, double? Freedom, double? Variance)
{
    /// <summary>Of a vote. The centre is turned round with the price; what is not finite is null, since JSON has no number for it.</summary>
    internal static ConsensusResponse Of(in ConsensusDiagnostics vote, bool inverted) => new(
        vote.Centre > 0 ? Finite(inverted ? 1 / vote.Centre : vote.Centre) : null,
        Finite(vote.Scale),
        Finite(vote.Threshold),
        vote.Disputed,
        Finite(vote.Doubt),
        vote.Confirmed,
        vote.Held,
        Finite(vote.Uncertainty.Deviation),
        Finite(vote.Uncertainty.Freedom),
        Finite(vote.Uncertainty.Variance));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
