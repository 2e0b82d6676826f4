using System.Buffers.Binary;
using System.Security.Cryptography;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>The SHA-256 of the prices that a block's entries led to, each as <see cref="PriceBytes"/> bytes. Allocates nothing per price. Not thread-safe.</summary>
internal sealed class OutcomeDigest : IDisposable
{
    /// <summary>Bytes of one price.</summary>
    public const int PriceBytes = 106;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _waiting = new byte[8 * PriceBytes];
    private int _length;

    /// <summary>Adds a price that was published.</summary>
    public void Add(in Price price)
    {
        if (_length == _waiting.Length)
        {
            Flush();
        }

        Write(price, _waiting.AsSpan(_length, PriceBytes));
        _length += PriceBytes;
    }

    /// <summary>Writes the digest so far.</summary>
    public void Peek(Span<byte> digest)
    {
        Flush();
        _hash.GetCurrentHash(digest);
    }

    /// <summary>Writes the digest and begins anew.</summary>
    public void Finish(Span<byte> digest)
    {
        Flush();
        _hash.GetHashAndReset(digest);
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private static void Write(in Price price, Span<byte> into)
    {
        BinaryPrimitives.WriteInt64LittleEndian(into, price.Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(into[8..], price.Sequence);
        Write(price.Mid, into[16..]);
        Write(price.Bid, into[32..]);
        Write(price.Ask, into[48..]);
        Write(price.Confidence, into[64..]);
        BinaryPrimitives.WriteInt64LittleEndian(into[80..], price.Timestamp.UtcTicks);
        BinaryPrimitives.WriteInt64LittleEndian(into[88..], price.FreshUntil.UtcTicks);
        BinaryPrimitives.WriteInt32LittleEndian(into[96..], price.Sources);
        BinaryPrimitives.WriteInt32LittleEndian(into[100..], price.Degraded);
        into[104] = (byte)price.Kind;
        into[105] = (byte)((price.Quorate ? 1 : 0) | (price.Disputed ? 2 : 0) | (price.Wide ? 4 : 0) | (price.Simulated ? 8 : 0));
    }

    // Its 96 bits of digits, then 32 of sign and scale.
    private static void Write(decimal value, Span<byte> into)
    {
        Span<int> bits = stackalloc int[4];
        decimal.TryGetBits(value, bits, out _);
        for (var i = 0; i < bits.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(into[(4 * i)..], bits[i]);
        }
    }

    private void Flush()
    {
        _hash.AppendData(_waiting, 0, _length);
        _length = 0;
    }
}
