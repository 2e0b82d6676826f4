using System.Text.Json;
using System.Text.Json.Serialization;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Hub;

/// <summary>Lets SignalR's JSON protocol write a frame's ready bytes as they are. Reading is not supported: clients send no frames.</summary>
public sealed class TickFrameConverter : JsonConverter<TickFrame>
{
    public override TickFrame Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Frames are only sent.");

    public override void Write(Utf8JsonWriter writer, TickFrame value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Array.Span, skipInputValidation: true);
}
