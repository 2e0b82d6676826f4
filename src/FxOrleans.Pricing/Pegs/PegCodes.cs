namespace FxOrleans.Pricing;

/// <summary>The codes under which states of pegs are shown.</summary>
public static class PegCodes
{
    /// <summary>The state as it is written in answers.</summary>
    public static string Code(this PegState state) => state switch
    {
        PegState.Inside => "inside",
        PegState.Edge => "edge",
        _ => "broken",
    };
}
