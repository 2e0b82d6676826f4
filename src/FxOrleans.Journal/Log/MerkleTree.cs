using System.Security.Cryptography;

namespace FxOrleans.Journal;

/// <summary>
/// The Merkle tree of RFC 9162 (section 2.1): roots, inclusion and consistency proofs, from the hashes of complete subtrees, which never
/// change. A subtree of 2^level leaves is found by its level and its place among those of its level.
/// </summary>
/// <param name="complete">The hash of a complete subtree.</param>
internal sealed class MerkleTree(Func<int, long, byte[]> complete)
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>The hash of a leaf's data.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> data) => SHA256.HashData([LeafPrefix, .. data]);

    /// <summary>The hash of two subtrees.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right) => SHA256.HashData([NodePrefix, .. left, .. right]);

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    public byte[] Root(long size) => size == 0 ? SHA256.HashData([]) : Hash(0, size);

    /// <summary>The hashes that lead from a leaf to the root of that size (section 2.1.3.1).</summary>
    /// <param name="index">The leaf, from 0; less than the size.</param>
    /// <param name="size">The size.</param>
    public IReadOnlyList<byte[]> Inclusion(long index, long size)
    {
        var hashes = new List<byte[]>();
        var start = 0L;
        var splits = new Stack<(long Start, long Size)>();
        while (size > 1)
        {
            var left = Left(size);
            if (index - start < left)
            {
                splits.Push((start + left, size - left));
                size = left;
            }
            else
            {
                splits.Push((start, left));
                (start, size) = (start + left, size - left);
            }
        }

        while (splits.TryPop(out var sibling))
        {
            hashes.Add(Hash(sibling.Start, sibling.Size));
        }

        return hashes;
    }

    /// <summary>The hashes that show that the tree of the second size is the tree of the first with leaves added (section 2.1.4.1).</summary>
    /// <param name="first">From 1.</param>
    /// <param name="second">At least <paramref name="first"/>.</param>
    public IReadOnlyList<byte[]> Consistency(long first, long second)
    {
        var hashes = new List<byte[]>();
        if (first < second)
        {
            Walk(first, 0, second, isWhole: true);
        }

        return hashes;

        void Walk(long of, long start, long size, bool isWhole)
        {
            if (of == size)
            {
                if (!isWhole)
                {
                    hashes.Add(Hash(start, size));
                }

                return;
            }

            var left = Left(size);
            if (of <= left)
            {
                Walk(of, start, left, isWhole);
                hashes.Add(Hash(start + left, size - left));
            }
            else
            {
                Walk(of - left, start + left, size - left, isWhole: false);
                hashes.Add(Hash(start, left));
            }
        }
    }

    /// <summary>Whether the hashes lead from a leaf to a root (section 2.1.3.2).</summary>
    public static bool Includes(ReadOnlySpan<byte> leaf, long index, long size, IReadOnlyList<byte[]> hashes, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (at, last) = (index, size - 1);
        var hash = leaf.ToArray();
        foreach (var sibling in hashes)
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                hash = Node(sibling, hash);
                while ((at & 1) == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                hash = Node(hash, sibling);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>Whether the hashes show that the second root's tree begins with the first's (section 2.1.4.2).</summary>
    public static bool Agree(long first, ReadOnlySpan<byte> firstRoot, long second, ReadOnlySpan<byte> secondRoot, IReadOnlyList<byte[]> hashes)
    {
        if (first < 1 || first > second || first == second)
        {
            return first == second && first > 0 && hashes.Count == 0 && firstRoot.SequenceEqual(secondRoot);
        }

        List<byte[]> path = [.. (first & (first - 1)) == 0 ? [firstRoot.ToArray()] : Array.Empty<byte[]>(), .. hashes];
        if (path.Count == 0)
        {
            return false;
        }

        var (at, last) = (first - 1, second - 1);
        while ((at & 1) == 1)
        {
            (at, last) = (at >> 1, last >> 1);
        }

        var (one, other) = (path[0], path[0]);
        foreach (var hash in path.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((at & 1) == 1 || at == last)
            {
                (one, other) = (Node(hash, one), Node(hash, other));
                while ((at & 1) == 0 && at != 0)
                {
                    (at, last) = (at >> 1, last >> 1);
                }
            }
            else
            {
                other = Node(other, hash);
            }

            (at, last) = (at >> 1, last >> 1);
        }

        return last == 0 && firstRoot.SequenceEqual(one) && secondRoot.SequenceEqual(other);
    }

    private byte[] Hash(long start, long size)
    {
        if ((size & (size - 1)) == 0)
        {
            var level = System.Numerics.BitOperations.TrailingZeroCount(size);
            return complete(level, start >> level);
        }

        var left = Left(size);
        return Node(Hash(start, left), Hash(start + left, size - left));
    }

    // The largest power of two below the size.
    private static long Left(long size) => 1L << (63 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(size - 1)));
}
