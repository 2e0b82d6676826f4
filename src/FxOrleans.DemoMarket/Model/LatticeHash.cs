namespace FxOrleans.DemoMarket;

/// <summary>The market's only source of chance: a hash of a key and a place, the same on every host.</summary>
internal static class LatticeHash
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private const ulong Odd = 0xD6E8FEB86659FD93;

    /// <summary>A key made of another and a number.</summary>
    public static ulong Key(ulong key, ulong number) => unchecked(Mix(key + (Golden * (number + 1))));

    /// <summary>A key made of another and a name.</summary>
    public static ulong Key(ulong key, string name)
    {
        foreach (var letter in name)
        {
            key = Key(key, letter);
        }

        return Key(key, (ulong)name.Length);
    }

    /// <summary>An even spread over [-1, 1).</summary>
    public static double At(ulong key, long place) =>
        unchecked(((long)Mix(key + (Golden * (ulong)place))) >> 11) * (1.0 / (1L << 52));

    private static ulong Mix(ulong h)
    {
        unchecked
        {
            h ^= h >> 32;
            h *= Odd;
            h ^= h >> 32;
            h *= Odd;
            h ^= h >> 32;
            return h;
        }
    }
}
