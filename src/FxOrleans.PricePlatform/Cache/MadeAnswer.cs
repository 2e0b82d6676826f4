namespace FxOrleans.PricePlatform;

/// <summary>A freshly made answer. Immutable.</summary>
/// <param name="Body">A JSON object in UTF-8; null where there is nothing to tell.</param>
/// <param name="IsComplete">False when a part of it could not be had: it is kept briefly, and a complete older one is better.</param>
/// <param name="Left">How long it is still good, where another node has made and shared it; null for one made here.</param>
public readonly record struct MadeAnswer(byte[]? Body, bool IsComplete = true, TimeSpan? Left = null)
{
    /// <summary>There is nothing, and nobody failed.</summary>
    public static MadeAnswer Nothing => default(MadeAnswer) with { IsComplete = true };
}
