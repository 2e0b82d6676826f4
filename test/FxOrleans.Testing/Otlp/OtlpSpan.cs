namespace FxOrleans.Testing.Otlp;

/// <summary>A span that arrived.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record OtlpSpan(string Name, IReadOnlyDictionary<string, string> Attributes)
{
    public override string ToString() => $"{Name} {string.Join(' ', Attributes.Select(pair => $"{pair.Key}={pair.Value}"))}";
}
