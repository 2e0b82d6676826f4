using System.Buffers.Binary;
using System.Text;

namespace FxOrleans.Pricing;

/// <summary>
/// Writes values into a given span in as few bytes as they need: whole numbers in groups of seven bits, the lowest first, with the high bit
/// set on all but the last (LEB128). Allocates nothing. Not thread-safe.
/// </summary>
/// <param name="bytes">Where to. Writing beyond its end throws <see cref="IndexOutOfRangeException"/>.</param>
public ref struct CompactWriter(Span<byte> bytes)
{
    /// <summary>The most bytes that one number of 128 bits takes.</summary>
    public const int LongestNumber = 19;

    private readonly Span<byte> _bytes = bytes;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    /// <summary>Writes one byte.</summary>
    public void Byte(byte value) => _bytes[Length++] = value;

    /// <summary>Writes bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> value)
    {
        value.CopyTo(_bytes[Length..]);
        Length += value.Length;
    }

    /// <summary>Writes a whole number from 0 on.</summary>
    public void Unsigned(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)((value & 0x7F) | 0x80));
            value >>= 7;
        }

        Byte((byte)value);
    }

    /// <summary>Writes a whole number; small ones of either sign take few bytes: 0, -1, 1, -2 are written as 0, 1, 2, 3.</summary>
    public void Signed(long value) => Unsigned(unchecked((ulong)((value << 1) ^ (value >> 63))));

    /// <summary>Writes a whole number of up to 128 bits in the same way.</summary>
    public void Signed(Int128 value)
    {
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            Signed((long)value);
            return;
        }

        var rest = unchecked((UInt128)((value << 1) ^ (value >> 127)));
        while (rest >= 0x80)
        {
            Byte((byte)((byte)(rest & 0x7F) | 0x80));
            rest >>= 7;
        }

        Byte((byte)rest);
    }

    /// <summary>Writes a double's 64 bits, the sign and exponent last, so that 0 takes one byte and a short fraction few.</summary>
    public void Double(double value) => Unsigned(BinaryPrimitives.ReverseEndianness(BitConverter.DoubleToUInt64Bits(value)));

    /// <summary>Writes a decimal with its scale: the count of its decimal places, then its digits as a whole number.</summary>
    public void Decimal(decimal value)
    {
        Byte(value.Scale);
        Signed(DecimalDigits.Of(value));
    }

    /// <summary>Writes text in UTF-8 after its length in bytes.</summary>
    public void Text(string value)
    {
        Unsigned((ulong)Encoding.UTF8.GetByteCount(value));
        Length += Encoding.UTF8.GetBytes(value, _bytes[Length..]);
    }
}
