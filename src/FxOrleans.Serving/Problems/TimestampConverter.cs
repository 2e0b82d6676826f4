using System.Text.Json;
using System.Text.Json.Serialization;

namespace FxOrleans.Serving;

/// <summary>Writes times in answers as <see cref="RateJson.Format"/> does: ISO 8601 UTC, whole seconds or milliseconds. Thread-safe.</summary>
public sealed class TimestampConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(RateJson.Format(value));
}
