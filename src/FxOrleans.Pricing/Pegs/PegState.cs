namespace FxOrleans.Pricing;

/// <summary>How a peg stands. Default: <see cref="Inside"/>.</summary>
public enum PegState : byte
{
    /// <summary>Within the band.</summary>
    Inside,

    /// <summary>Near an end of the band, or outside of it by what does not show a break yet.</summary>
    Edge,

    /// <summary>Outside of the band by the word of several independent voices, again and again.</summary>
    Broken,
}
