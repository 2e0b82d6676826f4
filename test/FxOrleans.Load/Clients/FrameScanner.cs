using System.Buffers.Binary;
using System.Buffers.Text;

namespace FxOrleans.Load.Clients;

/// <summary>
/// Finds the sequence numbers in a stream of a server's WebSocket frames without decoding anything else. A message may be cut
/// anywhere, between frames too. Not thread-safe.
/// </summary>
internal sealed class FrameScanner
{
    private const int Longest = 32;
    private readonly byte[] _header = new byte[10];
    private readonly byte[] _tail = new byte[Longest * 2];
    private int _headerLength;
    private int _tailLength;
    private long _left;
    private bool _last;

    /// <summary>Frames that have begun.</summary>
    public long Frames { get; private set; }

    private static ReadOnlySpan<byte> Key => "\"sequence\":"u8;

    /// <summary>Takes the next bytes and calls <paramref name="found"/> with every sequence number that is complete.</summary>
    public void Feed(ReadOnlySpan<byte> bytes, Action<long> found)
    {
        while (!bytes.IsEmpty)
        {
            if (_left == 0)
            {
                _header[_headerLength++] = bytes[0];
                bytes = bytes[1..];
                TakeHeader();
                continue;
            }

            var part = bytes[..(int)Math.Min(_left, bytes.Length)];
            _left -= part.Length;
            bytes = bytes[part.Length..];
            Scan(part, found);
            if (_left == 0 && _last)
            {
                _tailLength = 0;
            }
        }
    }

    private void TakeHeader()
    {
        if (_headerLength < 2)
        {
            return;
        }

        var length = _header[1] & 0x7F;
        var wanted = length switch { 126 => 4, 127 => 10, _ => 2 };
        if (_headerLength == wanted)
        {
            _left = length switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(_header.AsSpan(2)),
                127 => (long)BinaryPrimitives.ReadUInt64BigEndian(_header.AsSpan(2)),
                _ => length,
            };
            _last = (_header[0] & 0x80) != 0;
            _headerLength = 0;
            Frames++;
        }
    }

    private void Scan(ReadOnlySpan<byte> part, Action<long> found)
    {
        var from = 0;
        if (_tailLength > 0)
        {
            var more = Math.Min(part.Length, Longest);
            part[..more].CopyTo(_tail.AsSpan(_tailLength));
            var joined = _tail.AsSpan(0, _tailLength + more);
            var at = joined.IndexOf(Key);
            if (at >= 0 && at < _tailLength && TryRead(joined[at..], out var number, out var length))
            {
                found(number);
                from = Math.Max(0, at + length - _tailLength);
            }
            else if (part.Length < Longest)
            {
                _tailLength = 0;
                KeepTail(joined.ToArray());
                return;
            }

            _tailLength = 0;
        }

        var rest = part[from..];
        while (rest.IndexOf(Key) is >= 0 and var at)
        {
            if (!TryRead(rest[at..], out var number, out var length))
            {
                KeepTail(rest[at..]);
                return;
            }

            found(number);
            rest = rest[(at + length)..];
        }

        KeepTail(rest);
    }

    private void KeepTail(ReadOnlySpan<byte> rest)
    {
        var tail = rest.Length > Longest - 1 ? rest[^(Longest - 1)..] : rest;
        tail.CopyTo(_tail);
        _tailLength = tail.Length;
    }

    // Complete only when something follows the digits.
    private static bool TryRead(ReadOnlySpan<byte> text, out long number, out int length)
    {
        length = 0;
        number = 0;
        if (!Utf8Parser.TryParse(text[Key.Length..], out number, out var digits) || Key.Length + digits == text.Length)
        {
            return false;
        }

        length = Key.Length + digits;
        return true;
    }
}
