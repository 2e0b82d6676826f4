namespace FxOrleans.Grains.Tests;

/// <summary>What a silo process says of itself.</summary>
/// <param name="Read">Pairs that its reader has a price of.</param>
/// <param name="Late">Prices that came after a newer one.</param>
/// <param name="Hosted">Pairs that live on it.</param>
/// <param name="Gaps">The longest gap of each pair, in milliseconds, longest first.</param>
internal sealed record SiloReport(int Read, int Late, int Hosted, int[] Gaps)
{
    public override string ToString() =>
        Gaps.Length == 0 ? "nothing read" : $"{Hosted} of {Read} pairs here; longest gaps p50 {Gaps[Gaps.Length / 2]} ms, max {Gaps[0]} ms; {Late} late";
}
