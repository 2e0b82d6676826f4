namespace FxOrleans.Pricing;

/// <summary>What a shared cache held.</summary>
/// <param name="Body">The bytes, as somebody wrote them: to be checked by who reads them.</param>
/// <param name="Left">How much longer it is good; above zero.</param>
public readonly record struct CachedBytes(ReadOnlyMemory<byte> Body, TimeSpan Left);
