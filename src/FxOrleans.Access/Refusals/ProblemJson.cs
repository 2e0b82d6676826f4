using System.Text.Json;
using System.Text.Json.Serialization;

namespace FxOrleans.Access;

/// <summary>Errors as JSON. Thread-safe.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class ProblemJson : JsonSerializerContext;
