namespace FxOrleans.Journal.Tests.Log;

/// <summary>The tree of RFC 9162: known roots, and proofs of every leaf and every two sizes.</summary>
public sealed class MerkleTreeTests
{
    private const int Largest = 70;

    // The leaves and roots that the certificate transparency projects test with.
    private static readonly string[] Leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696A6B6C6D6E6F"];

    private static readonly string[] Roots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_roots_are_those_of_other_implementations()
    {
        var tree = Tree([.. Leaves.Select(Convert.FromHexString)]);

        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(tree.Root(0)));
        Assert.Equal(Roots, Enumerable.Range(1, Leaves.Length).Select(size => Convert.ToHexStringLower(tree.Root(size))));
    }

    [Fact]
    public void Every_leaf_is_proved_in_every_size_and_nowhere_else()
    {
        var data = Data();
        var tree = Tree(data);
        for (var size = 1; size <= Largest; size++)
        {
            var root = tree.Root(size);
            for (var index = 0; index < size; index++)
            {
                var (leaf, hashes) = (MerkleTree.Leaf(data[index]), tree.Inclusion(index, size));
                Assert.True(MerkleTree.Includes(leaf, index, size, hashes, root), $"{index} of {size}");
                Assert.False(MerkleTree.Includes(MerkleTree.Leaf(data[index + 1]), index, size, hashes, root));
                Assert.False(MerkleTree.Includes(leaf, index + 1, size, hashes, root));
                Assert.False(MerkleTree.Includes(leaf, index, size, [.. hashes, root], root));
                Assert.False(MerkleTree.Includes(leaf, index, size, hashes, tree.Root(size + 1)));
                for (var i = 0; i < hashes.Count; i++)
                {
                    Assert.False(MerkleTree.Includes(leaf, index, size, Changed(hashes, i), root));
                }
            }
        }
    }

    [Fact]
    public void A_tree_that_grew_is_told_from_one_that_was_rewritten()
    {
        var data = Data();
        var tree = Tree(data);
        for (var second = 1; second <= Largest; second++)
        {
            for (var first = 1; first <= second; first++)
            {
                var (hashes, before, after) = (tree.Consistency(first, second), tree.Root(first), tree.Root(second));
                Assert.True(MerkleTree.Agree(first, before, second, after, hashes), $"{first} to {second}");
                Assert.False(MerkleTree.Agree(first, tree.Root(first + 1), second, after, hashes), $"{first} to {second}");
                Assert.False(MerkleTree.Agree(first, before, second, tree.Root(second + 1), hashes), $"{first} to {second}");
                for (var i = 0; i < hashes.Count; i++)
                {
                    Assert.False(MerkleTree.Agree(first, before, second, after, Changed(hashes, i)));
                }
            }
        }
    }

    private static byte[][] Data() => [.. Enumerable.Range(0, Largest + 2).Select(i => new[] { (byte)i })];

    private static IReadOnlyList<byte[]> Changed(IReadOnlyList<byte[]> hashes, int place)
    {
        var changed = hashes.Select(hash => hash.ToArray()).ToArray();
        changed[place][7] ^= 1;
        return changed;
    }

    private static MerkleTree Tree(byte[][] data)
    {
        return new MerkleTree(Complete);

        byte[] Complete(int level, long place) => level == 0 ? MerkleTree.Leaf(data[place]) : MerkleTree.Node(Complete(level - 1, 2 * place), Complete(level - 1, (2 * place) + 1));
    }
}
