namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>What came of a run over the ECB's history.</summary>
internal sealed class EcbTally
{
    public int Days { get; set; }

    public int Covered { get; set; }

    public int Honest { get; set; }

    public int HonestExcluded { get; set; }

    /// <summary>Of more than 1 %.</summary>
    public int Faults { get; set; }

    public List<string> Missed { get; } = [];

    public override string ToString() =>
        $"{Days} days, {Faults} faults of more than 1 %, {Missed.Count} missed; {HonestExcluded} of {Honest} honest quotes excluded; {(double)Covered / Days:P2} covered";
}
