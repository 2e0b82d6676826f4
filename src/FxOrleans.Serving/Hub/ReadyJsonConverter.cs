using System.Text.Json;
using System.Text.Json.Serialization;

namespace FxOrleans.Serving.Hub;

/// <summary>Lets SignalR's JSON protocol write what is encoded already as it is. Reading is not supported: clients send none of it.</summary>
/// <param name="bytes">Gives the JSON of a value, UTF-8.</param>
internal sealed class ReadyJsonConverter<T>(Func<T, ReadOnlyMemory<byte>> bytes) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException($"{typeof(T).Name} is only sent.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        writer.WriteRawValue(bytes(value).Span, skipInputValidation: true);
}
