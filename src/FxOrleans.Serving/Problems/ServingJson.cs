using System.Text.Json;
using System.Text.Json.Serialization;
using FxOrleans.Serving.Pegs;

namespace FxOrleans.Serving;

/// <summary>Answers as JSON: what the API's description shows is what is written. Prices are written by <see cref="RateJson"/>. Thread-safe.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(PegResponse[]))]
internal sealed partial class ServingJson : JsonSerializerContext;
