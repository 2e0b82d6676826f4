using System.Text.Json;
using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>A row that is JSON already. Immutable.</summary>
/// <param name="Utf8">A JSON object.</param>
[JsonConverter(typeof(EncodedRowConverter))]
internal readonly record struct EncodedRow(byte[] Utf8);

/// <summary>Writes a row's bytes as they are. Thread-safe.</summary>
internal sealed class EncodedRowConverter : JsonConverter<EncodedRow>
{
    /// <inheritdoc/>
    public override EncodedRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException("Rows are only written.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, EncodedRow value, JsonSerializerOptions options) => writer.WriteRawValue(value.Utf8, skipInputValidation: true);
}
