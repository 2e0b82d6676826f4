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
/// <param name="Old">Prices that were older than one that the same connection had before, since it was opened.</param>
/// <param name="Checked">Prices that were held against what was decided under their number, since the client was started.</param>
/// <param name="Wrong">Of these, the ones that were another price.</param>
internal sealed record PushResult(
    long Expected, long Delivered, long Superseded, double P50, double P99, double Most, long Frames, long Bytes, int Different,
    long Old, long Checked, long Wrong)
{
    public double Share => (double)Delivered / Expected;

    public string Line => string.Create(
        CultureInfo.InvariantCulture, $"{Expected} {Delivered} {Superseded} {P50:R} {P99:R} {Most:R} {Frames} {Bytes} {Different} {Old} {Checked} {Wrong}");

    public static PushResult Parse(string line)
    {
        var parts = line.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new PushResult((long)parts[0], (long)parts[1], (long)parts[2], parts[3], parts[4], parts[5], (long)parts[6], (long)parts[7], (int)parts[8],
            (long)parts[9], (long)parts[10], (long)parts[11]);
    }
}
