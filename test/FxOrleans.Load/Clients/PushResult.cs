using System.Globalization;

namespace FxOrleans.Load.Clients;

/// <summary>What the subscribers of one step got.</summary>
/// <param name="Expected">Measured ticks times connections.</param>
/// <param name="Delivered">Of these, the ones that arrived themselves.</param>
/// <param name="Superseded">Of these, the ones in whose place a newer price of the pair arrived.</param>
/// <param name="P50">Milliseconds from the moment a tick was due to its arrival, or to that of the newer price.</param>
/// <param name="P99">The same.</param>
/// <param name="Most">The same.</param>
/// <param name="Frames">Frames of the whole step.</param>
/// <param name="Bytes">Bytes of the whole step.</param>
/// <param name="Different">How many different sequences of bytes the connections got, where that is looked at.</param>
internal sealed record PushResult(
    long Expected, long Delivered, long Superseded, double P50, double P99, double Most, long Frames, long Bytes, int Different)
{
    public double Share => (double)Delivered / Expected;

    public string Line => string.Create(
        CultureInfo.InvariantCulture, $"{Expected} {Delivered} {Superseded} {P50:R} {P99:R} {Most:R} {Frames} {Bytes} {Different}");

    public static PushResult Parse(string line)
    {
        var parts = line.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new PushResult((long)parts[0], (long)parts[1], (long)parts[2], parts[3], parts[4], parts[5], (long)parts[6], (long)parts[7], (int)parts[8]);
    }
}
