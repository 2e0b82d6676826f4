using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using FxOrleans.Serving.Push;

namespace FxOrleans.Serving.Streams;

/// <summary>Writes a resumable stream as server-sent events (WHATWG HTML, 9.2). Not thread-safe.</summary>
/// <param name="output">Where they go.</param>
/// <param name="place">Where the client goes on; null for one that begins.</param>
internal sealed class EventWriter(PipeWriter output, StreamPlace? place)
{
    private StreamPlace? _place = place;

    /// <summary>Writes a message: a snapshot in one event, ticks one price each; where nothing came, a comment, so that no proxy closes the stream.</summary>
    public void Write(in StreamMessage message)
    {
        switch (message.Kind)
        {
            case StreamMessageKind.Snapshot:
                Snapshot(message);
                break;
            case StreamMessageKind.Ticks:
                Ticks(message);
                break;
            default:
                Write(": nothing new\n");
                End(message.Place);
                break;
        }
    }

    private void Snapshot(in StreamMessage message)
    {
        Write("event: snapshot\ndata: [");
        for (var i = 0; i < message.Prices.Count; i++)
        {
            Write(i == 0 ? "" : ",");
            message.Prices[i].WriteTo(output);
        }

        Write("]\n");
        End(message.Place);
    }

    // The place of the message is reached with its last price.
    private void Ticks(in StreamMessage message)
    {
        for (var i = 0; i < message.Prices.Count; i++)
        {
            Write("event: tick\ndata: ");
            message.Prices[i].WriteTo(output);
            Write("\n");
            End(i == message.Prices.Count - 1 ? message.Place : null);
        }
    }

    private void End(StreamPlace? reached)
    {
        _place = reached ?? _place;
        Write(_place is { } complete ? $"id: {complete}\n\n" : "\n");
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
