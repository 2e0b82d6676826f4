namespace FxOrleans.Testing.Otlp;

/// <summary>A span that arrived.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TraceId">The trace that it belongs to, in hexadecimal digits.</param>
/// <param name="Attributes">Its attributes.</param>
public sealed record OtlpSpan(string Name, string TraceId, IReadOnlyDictionary<string, string> Attributes)
{
    public override string ToString() => $"{Name} {string.Join(' ', Attributes.Select(pair => $"{pair.Key}={pair.Value}"))}";
}
