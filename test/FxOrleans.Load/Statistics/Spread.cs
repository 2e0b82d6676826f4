using System.Globalization;

namespace FxOrleans.Load.Statistics;

/// <summary>The median of some rounds, with the least and the most.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return new Spread(sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[0], sorted[^1]);
    }

    /// <summary>The quotients of the rounds, each with its own partner.</summary>
    public static Spread OfRatios(IReadOnlyList<double> values, IReadOnlyList<double> to) =>
        Of(values.Select((value, round) => value / to[round]));

    public string Text(string format = "0.00") => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Least.ToString(format, CultureInfo.InvariantCulture)}–{Most.ToString(format, CultureInfo.InvariantCulture)})");
}
