using System.Buffers.Binary;
using System.Text;

namespace FxOrleans.Pricing;

/// <summary>Reads what <see cref="CompactWriter"/> wrote. What is no such bytes throws <see cref="InvalidDataException"/>. Not thread-safe.</summary>
/// <param name="bytes">What was written.</param>
public ref struct CompactReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Bytes read so far.</summary>
    public int Position { get; private set; }

    /// <summary>True when all is read.</summary>
    public readonly bool IsAtEnd => Position == _bytes.Length;

    /// <summary>Reads one byte.</summary>
    public byte Byte() => Position < _bytes.Length ? _bytes[Position++] : throw TooShort();

    /// <summary>Reads that many bytes as they are.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if (count > _bytes.Length - Position)
        {
            throw TooShort();
        }

        Position += count;
        return _bytes.Slice(Position - count, count);
    }

    /// <summary>Reads a whole number from 0 on.</summary>
    public ulong Unsigned()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= unchecked((ulong)(next & 0x7F) << shift);
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A number is longer than 64 bits.");
    }

    /// <summary>Reads a count or an index.</summary>
    public int Count() => Unsigned() is <= int.MaxValue and var count ? (int)count : throw new InvalidDataException("A count is too great.");

    /// <summary>Reads a whole number of either sign.</summary>
    public long Signed()
    {
        var folded = Unsigned();
        return unchecked((long)(folded >> 1) ^ -(long)(folded & 1));
    }

    /// <summary>Reads a whole number of up to 128 bits.</summary>
    public Int128 Wide()
    {
        var folded = UInt128.Zero;
        for (var shift = 0; shift < 128; shift += 7)
        {
            var next = Byte();
            folded |= unchecked((UInt128)(next & 0x7F) << shift);
            if (next < 0x80)
            {
                return unchecked((Int128)(folded >> 1) ^ -(Int128)(folded & 1));
            }
        }

        throw new InvalidDataException("A number is longer than 128 bits.");
    }

    /// <summary>Reads a double.</summary>
    public double Double() => BitConverter.UInt64BitsToDouble(BinaryPrimitives.ReverseEndianness(Unsigned()));

    /// <summary>Reads a decimal with its scale.</summary>
    public decimal Decimal()
    {
        var scale = Byte();
        return DecimalDigits.Make(Wide(), scale);
    }

    /// <summary>Reads text.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes(Count()));

    private static InvalidDataException TooShort() => new("The bytes end too early.");
}
