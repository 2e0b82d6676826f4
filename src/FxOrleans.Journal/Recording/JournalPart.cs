using System.Security.Cryptography;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// What one market noted between two writings: the next link of its chain. A part that begins a block starts with the hash of the part before it.
/// </summary>
/// <param name="Pair">The market.</param>
/// <param name="Position">Counts the market's parts from 1 without a hole.</param>
/// <param name="Epoch">The epoch of the activation that wrote it.</param>
/// <param name="Block">Where it begins a block: when and before which price.</param>
/// <param name="Bytes">What was noted.</param>
internal sealed record JournalPart(CurrencyPair Pair, long Position, long Epoch, BlockMark? Block, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The hash of the part before; 32 zeros before the first.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>Its own: the SHA-256 of the hash before and the bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The hash of a part.</summary>
    public static byte[] HashOf(ReadOnlySpan<byte> previous, ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }
}
