using System.Buffers;
using System.Buffers.Binary;

namespace FxOrleans.Serving.Push;

/// <summary>
/// Prices that were encoded once, as a JSON array in which each can also be read alone. Immutable; all connections that get the same
/// prices in the same round share it.
/// </summary>
public sealed class TickFrame
{
    /// <summary>Prices of one message at most, about 35 KB: a connection that takes no more holds several copies of its last one.</summary>
    public const int MostPrices = 128;

    private readonly byte[] _array;
    private readonly int[] _starts;
    private byte[]? _textFrames;

    private TickFrame(byte[] array, int[] starts, EncodedRate[] rates, StreamPlace? place)
    {
        _array = array;
        _starts = starts;
        Rates = rates;
        Place = place;
    }

    /// <summary>Up to where a connection is complete that has taken it; null when more is to follow, or nothing is kept to go on from.</summary>
    internal StreamPlace? Place { get; }

    /// <summary>What it was made from, for readers in this process.</summary>
    public IReadOnlyList<EncodedRate> Rates { get; }

    /// <summary>How many prices.</summary>
    public int Count => _starts.Length;

    /// <summary>All of them, as a JSON array in UTF-8.</summary>
    public ReadOnlyMemory<byte> Array => _array;

    /// <summary>One of them, as a JSON object in UTF-8.</summary>
    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            var end = index + 1 < _starts.Length ? _starts[index + 1] - 1 : _array.Length - 1;
            return _array.AsMemory(_starts[index]..end);
        }
    }

    /// <summary>Each of them in a WebSocket text frame (RFC 6455, 5.2) of its own, as a server sends them, one after the other.</summary>
    public ReadOnlyMemory<byte> TextFrames => _textFrames ??= MakeTextFrames();

    /// <summary>A frame of at least one price.</summary>
    public static TickFrame Of(IReadOnlyList<EncodedRate> rates) => Of(rates, null);

    /// <summary>The same with the place of its round.</summary>
    internal static TickFrame Of(IReadOnlyList<EncodedRate> rates, StreamPlace? place)
    {
        var length = 1;
        foreach (var rate in rates)
        {
            length += rate.Json.Length + 1;
        }

        var array = new byte[length];
        var starts = new int[rates.Count];
        var at = 0;
        for (var i = 0; i < rates.Count; i++)
        {
            array[at++] = i == 0 ? (byte)'[' : (byte)',';
            starts[i] = at;
            rates[i].Json.Span.CopyTo(array.AsSpan(at));
            at += rates[i].Json.Length;
        }

        array[at] = (byte)']';
        return new TickFrame(array, starts, [.. rates], place);
    }

    private byte[] MakeTextFrames()
    {
        const byte WholeText = 0x81;
        const byte TwoByteLength = 126;
        var frames = new ArrayBufferWriter<byte>(_array.Length + (4 * Count));
        for (var i = 0; i < Count; i++)
        {
            var json = this[i].Span;
            var header = frames.GetSpan(4);
            header[0] = WholeText;
            if (json.Length < TwoByteLength)
            {
                header[1] = (byte)json.Length;
                frames.Advance(2);
            }
            else
            {
                header[1] = TwoByteLength;
                BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)json.Length);
                frames.Advance(4);
            }

            frames.Write(json);
        }

        return frames.WrittenSpan.ToArray();
    }
}
