namespace FxOrleans.DemoMarket;

/// <summary>
/// One random walk without a memory: value noise in fourteen octaves, from a quarter of a second to half a year,
/// each four times as slow and twice as large as the one before. Any moment costs the same, and every host with the
/// same key sees the same. Zero at its origin; scaled to a yearly volatility of 1. Immutable, thread-safe.
/// </summary>
internal sealed class FractalNoise
{
    private const int Octaves = 14;
    private const int ShortestBits = 8; // 2^8 ms
    private const double MillisecondsAYear = 365.25 * 86_400_000;

    /// <summary>What lets an octave's variance add up to a Brownian motion's; found by summing both over lags of a second to a month.</summary>
    private const double BrownianShare = 1.2;

    /// <summary>At least this in the two shortest octaves: a real market's last digits flicker more than a Brownian motion's.</summary>
    private const double Flicker = 7e-4;

    private static readonly double[] Amplitudes = [.. Enumerable.Range(0, Octaves).Select(Amplitude)];

    private readonly ulong[] _keys = new ulong[Octaves];
    private readonly long[] _phases = new long[Octaves];
    private readonly double _atOrigin;

    public FractalNoise(ulong key, long origin)
    {
        for (var k = 0; k < Octaves; k++)
        {
            _keys[k] = LatticeHash.Key(key, (ulong)k);
            _phases[k] = (long)(_keys[k] >> 24) & ((1L << Bits(k)) - 1);
        }

        _atOrigin = At(origin);
    }

    public double At(long milliseconds)
    {
        var sum = -_atOrigin;
        for (var k = 0; k < Octaves; k++)
        {
            sum += Amplitudes[k] * Smooth(_keys[k], milliseconds + _phases[k], Bits(k));
        }

        return sum;
    }

    /// <summary>Value noise in [-1, 1] on a lattice of 2^<paramref name="bits"/> milliseconds.</summary>
    public static double Smooth(ulong key, long milliseconds, int bits)
    {
        var place = milliseconds >> bits;
        var f = (milliseconds & ((1L << bits) - 1)) / (double)(1L << bits);
        var left = LatticeHash.At(key, place);
        var right = LatticeHash.At(key, place + 1);
        return left + ((right - left) * f * f * (3 - (2 * f)));
    }

    private static int Bits(int octave) => ShortestBits + (2 * octave);

    private static double Amplitude(int octave)
    {
        var brownian = Math.Sqrt(BrownianShare * (1L << Bits(octave)) / MillisecondsAYear);
        return octave < 2 ? Math.Max(brownian, Flicker) : brownian;
    }
}
