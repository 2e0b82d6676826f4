using System.Text.Json.Serialization;

namespace FxOrleans.Access;

/// <summary>The JSON of an error (RFC 9457), as <see cref="ProblemResponse.Schema"/> describes it.</summary>
internal sealed record ProblemBody(
    string Type, string Title, int Status, string Code, string Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Reasons);
