using System.Buffers.Text;
using System.Globalization;

namespace FxOrleans.Pricing;

/// <summary>
/// Appends text, numbers and times to a buffer that the caller made large enough. For JSON by hand on the paths where
/// a serializer would be the largest cost; it allocates nothing.
/// </summary>
/// <param name="buffer">Too small a one is an <see cref="ArgumentException"/> at the append that no longer fits.</param>
public ref struct Utf8Text(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;

    /// <summary>Bytes written so far.</summary>
    public int Length { get; private set; }

    public void Append(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(_buffer[Length..]);
        Length += utf8.Length;
    }

    /// <summary>Appends a code: upper-case ASCII, which JSON need not escape.</summary>
    public void Append(Asset asset) =>
        Length += System.Text.Encoding.ASCII.GetBytes(asset.Code, _buffer[Length..]);

    /// <summary>Appends ASCII that JSON need not escape.</summary>
    public void Append(string ascii) => Length += System.Text.Encoding.ASCII.GetBytes(ascii, _buffer[Length..]);

    /// <summary>Appends every digit, trailing zeros too, never an exponent.</summary>
    public void Append(decimal value)
    {
        Written(value.TryFormat(_buffer[Length..], out var count, default, CultureInfo.InvariantCulture), count);
    }

    public void Append(long value)
    {
        Written(Utf8Formatter.TryFormat(value, _buffer[Length..], out var count), count);
    }

    public void Append(bool value) => Append(value ? "true"u8 : "false"u8);

    /// <summary>Appends a time as <see cref="WireTime"/> writes it, without quotation marks.</summary>
    public void Append(DateTimeOffset time) => Written(WireTime.TryFormat(time, _buffer[Length..], out var count), count);

    private void Written(bool fitted, int count)
    {
        if (!fitted)
        {
            throw new ArgumentException("The buffer is too small for the text.");
        }

        Length += count;
    }
}
