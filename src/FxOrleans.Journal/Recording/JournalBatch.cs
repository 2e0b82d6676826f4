using System.IO.Compression;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// Parts of many markets as they are stored: of each the number of its market, its position, its length doubled with 1 added where it begins
/// a block, and its bytes. All of it is Brotli (RFC 7932).
/// </summary>
internal static class JournalBatch
{
    private const int Quality = 5;
    private const int Window = 18;

    /// <summary>Writes parts.</summary>
    /// <param name="parts">Each with the number of its market.</param>
    public static byte[] Write(IReadOnlyCollection<(long Market, JournalPart Part)> parts)
    {
        var plain = new byte[parts.Sum(one => one.Part.Bytes.Length + (3 * CompactWriter.LongestNumber))];
        var bytes = new CompactWriter(plain);
        foreach (var (market, part) in parts)
        {
            bytes.Unsigned((ulong)market);
            bytes.Unsigned((ulong)part.Position);
            bytes.Unsigned(((ulong)part.Bytes.Length << 1) | (part.Block is null ? 0UL : 1));
            bytes.Bytes(part.Bytes.Span);
        }

        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(plain.AsSpan(0, bytes.Length), packed, out var length, Quality, Window)
            ? packed[..length]
            : throw new InvalidOperationException("A batch could not be packed.");
    }

    /// <summary>Reads what was written.</summary>
    /// <param name="number">The batch's.</param>
    /// <param name="at">When it was written.</param>
    /// <param name="packed">What was written.</param>
    /// <exception cref="InvalidDataException">The bytes are no batch.</exception>
    public static List<StoredPart> Read(long number, DateTimeOffset at, ReadOnlyMemory<byte> packed)
    {
        using var plain = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(packed.ToArray(), writable: false), CompressionMode.Decompress))
        {
            brotli.CopyTo(plain);
        }

        var all = plain.GetBuffer().AsMemory(0, (int)plain.Length);
        var bytes = new CompactReader(all.Span);
        var parts = new List<StoredPart>();
        while (!bytes.IsAtEnd)
        {
            var (market, position, size) = ((long)bytes.Unsigned(), (long)bytes.Unsigned(), bytes.Count());
            parts.Add(new StoredPart(number, at, market, position, (size & 1) != 0, Next(ref bytes, size >> 1)));
        }

        return parts;

        ReadOnlyMemory<byte> Next(ref CompactReader from, int length)
        {
            from.Bytes(length);
            return all.Slice(from.Position - length, length);
        }
    }
}
