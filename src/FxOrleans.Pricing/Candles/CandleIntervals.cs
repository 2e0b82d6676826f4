namespace FxOrleans.Pricing;

/// <summary>The intervals' codes and lengths.</summary>
public static class CandleIntervals
{
    private static readonly string[] Codes = ["1s", "1m", "5m", "15m", "1h", "4h", "1d"];

    private static readonly TimeSpan[] Lengths =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromDays(1),
    ];

    /// <summary>Every interval, from fine to coarse.</summary>
    public static IReadOnlyList<CandleInterval> All { get; } = Enum.GetValues<CandleInterval>();

    /// <summary><c>1s</c>, <c>1m</c>, <c>5m</c>, <c>15m</c>, <c>1h</c>, <c>4h</c> or <c>1d</c>.</summary>
    public static string Code(this CandleInterval interval) => Codes[(int)interval];

    /// <summary>Its length; a day cut in New York has an hour less or more when its summer time begins or ends.</summary>
    public static TimeSpan Length(this CandleInterval interval) => Lengths[(int)interval];

    /// <summary>Reads a code exactly as <see cref="Code"/> writes it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out CandleInterval interval)
    {
        for (var i = 0; i < Codes.Length; i++)
        {
            if (text.SequenceEqual(Codes[i]))
            {
                interval = (CandleInterval)i;
                return true;
            }
        }

        interval = default;
        return false;
    }
}
