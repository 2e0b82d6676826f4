namespace FxOrleans.Load.Trials;

/// <summary>The longest time between two prices of a pair at one reader.</summary>
/// <param name="Pair">The pair.</param>
/// <param name="Milliseconds">How long it was.</param>
/// <param name="Since">When it began, after the mark; below zero when it had begun before.</param>
/// <param name="Restarted">Whether the pair has started anew since the mark.</param>
internal readonly record struct Silence(string Pair, double Milliseconds, TimeSpan Since, bool Restarted)
{
    public override string ToString() => FormattableString.Invariant($"{Milliseconds:0} ms ({Pair}, from {Since.TotalSeconds:0.0} s{(Restarted ? ", restarted" : "")})");
}
