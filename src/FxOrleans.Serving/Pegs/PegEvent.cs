namespace FxOrleans.Serving.Pegs;

/// <summary>A frame of <c>/ws/rates</c> with a peg whose state has changed.</summary>
/// <param name="Type">peg.</param>
/// <param name="Peg">The peg, as in <c>/pegs</c>.</param>
internal sealed record PegEvent(string Type, PegResponse Peg);
