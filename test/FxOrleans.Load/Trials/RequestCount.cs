namespace FxOrleans.Load.Trials;

/// <summary>What came of a trial's requests.</summary>
/// <param name="Sent">Requests.</param>
/// <param name="Retried">Those that another node was asked for.</param>
/// <param name="Failed">Those that had no answer in the end.</param>
/// <param name="Backwards">Answers whose price was older than one that the same node had given before they were asked for.</param>
/// <param name="Failures">What the first failed ones ended with.</param>
internal sealed record RequestCount(int Sent, int Retried, int Failed, int Backwards, IReadOnlyList<string> Failures)
{
    public double Succeeded => Sent == 0 ? 0 : 100.0 * (Sent - Failed) / Sent;

    public override string ToString() =>
        FormattableString.Invariant($"{Sent} requests, {Retried} retried, {Failed} failed{(Failed > 0 ? $" ({string.Join("; ", Failures)})" : "")}");
}
