using System.Text.Json;
using System.Text.Json.Serialization;
using FxOrleans.Serving.Streams;

namespace FxOrleans.Serving.Hub;

/// <summary>Lets SignalR's JSON protocol write a message of a resumable stream from its prices' ready bytes. Reading is not supported: clients send none.</summary>
public sealed class StreamMessageConverter : JsonConverter<StreamMessage>
{
    public override StreamMessage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Messages of a stream are only sent.");

    public override void Write(Utf8JsonWriter writer, StreamMessage value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToJson().Span, skipInputValidation: true);
}
