using System.Buffers;
using System.Text;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Streams;

/// <summary>One message of a resumable stream.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Prices">Its prices, in order.</param>
/// <param name="Place">Up to where the stream is complete with it; null while that is not known.</param>
public readonly record struct StreamMessage(StreamMessageKind Kind, IReadOnlyList<StreamPrice> Prices, StreamPlace? Place)
{
    /// <summary>The message of sockets and of the hub: <c>{"type":"snapshot"|"ticks","id":…,"prices":[…]}</c>, in UTF-8.</summary>
    public ReadOnlyMemory<byte> ToJson()
    {
        var output = new ArrayBufferWriter<byte>(128 + (512 * Prices.Count));
        output.Write(Kind == StreamMessageKind.Snapshot ? "{\"type\":\"snapshot\""u8 : "{\"type\":\"ticks\""u8);
        if (Place is { } place)
        {
            Encoding.UTF8.GetBytes($",\"id\":\"{place}\"", output);
        }

        output.Write(",\"prices\":["u8);
        for (var i = 0; i < Prices.Count; i++)
        {
            output.Write(i == 0 ? ""u8 : ","u8);
            Prices[i].WriteTo(output);
        }

        output.Write("]}"u8);
        return output.WrittenMemory;
    }
}
