using FxOrleans.Pricing;

namespace FxOrleans.Serving.Pegs;

/// <summary>The JSON of a peg.</summary>
/// <param name="Pair">What it is pegged to, in units of the pegged currency.</param>
/// <param name="Parity">The official rate, in the pair's direction.</param>
/// <param name="Band">The lowest and the highest rate.</param>
/// <param name="State">inside, edge or broken.</param>
/// <param name="Since">Since when it has stood so, UTC; null while no change was seen.</param>
/// <param name="Evidence">What each source says; empty on a node that only serves.</param>
public sealed record PegResponse(string Pair, decimal Parity, IReadOnlyList<decimal> Band, string State, DateTimeOffset? Since, IReadOnlyList<PegEvidenceResponse> Evidence)
{
    /// <summary>The JSON of a report.</summary>
    public static PegResponse Of(PegReport report) => new(
        $"{report.Peg.Pair}",
        report.Peg.Parity,
        [report.Peg.Low, report.Peg.High],
        report.State.Code(),
        report.Since,
        [.. report.Evidence.Select(voice => new PegEvidenceResponse(voice.Provider, voice.Value, voice.Timestamp))]);
}
