using System.Globalization;

namespace FxOrleans.Load.Clients;

/// <summary>What a stretch of requests came to. Times in milliseconds, from the moment a paced request was due.</summary>
internal sealed record HttpResult(long Answered, long Failed, double Seconds, double P50, double P99, double Most)
{
    public double PerSecond => Answered / Seconds;

    public string Line => string.Create(CultureInfo.InvariantCulture, $"{Answered} {Failed} {Seconds:R} {P50:R} {P99:R} {Most:R}");

    public static HttpResult Parse(string line)
    {
        var parts = line.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new HttpResult((long)parts[0], (long)parts[1], parts[2], parts[3], parts[4], parts[5]);
    }
}
