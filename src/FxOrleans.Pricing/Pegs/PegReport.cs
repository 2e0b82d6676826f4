namespace FxOrleans.Pricing;

/// <summary>How a peg stands, and by whose word. Immutable.</summary>
/// <param name="Peg">The peg.</param>
/// <param name="State">How it stands.</param>
/// <param name="Since">Since when, UTC; null while no change was seen.</param>
/// <param name="Evidence">What each source says, as of the last look; empty on a node that only serves.</param>
public sealed record PegReport(Peg Peg, PegState State, DateTimeOffset? Since, IReadOnlyList<PegVoice> Evidence);
