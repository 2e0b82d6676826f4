using System.Numerics;

namespace FxOrleans.Load.Statistics;

/// <summary>Counts times by their microseconds, to within 3 %. Not thread-safe.</summary>
internal sealed class Histogram
{
    private readonly long[] _buckets = new long[64 + (58 * 32)];

    public long Count { get; private set; }

    public void Add(long microseconds)
    {
        _buckets[Index(Math.Max(0, microseconds))]++;
        Count++;
    }

    public void Clear()
    {
        Array.Clear(_buckets);
        Count = 0;
    }

    /// <summary>The time in milliseconds within which that share lies; 0 when there is none.</summary>
    public double Milliseconds(double share)
    {
        var left = (long)Math.Ceiling(share * Count);
        for (var i = 0; i < _buckets.Length; i++)
        {
            left -= _buckets[i];
            if (left <= 0 && Count > 0)
            {
                return Upper(i) / 1000.0;
            }
        }

        return 0;
    }

    private static int Index(long value)
    {
        if (value < 64)
        {
            return (int)value;
        }

        var exponent = BitOperations.Log2((ulong)value);
        return 64 + ((exponent - 6) * 32) + (int)(value >> (exponent - 5)) - 32;
    }

    private static long Upper(int index)
    {
        if (index < 64)
        {
            return index;
        }

        var shift = ((index - 64) / 32) + 1;
        return ((((index - 64) % 32) + 33L) << shift) - 1;
    }
}
