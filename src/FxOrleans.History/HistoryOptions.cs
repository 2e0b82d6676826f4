using System.Text.RegularExpressions;
using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.History;

/// <summary>The section <c>History</c>. <see cref="Faults"/> says what is wrong with one.</summary>
public sealed partial class HistoryOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "History";

    /// <summary>Npgsql's own form, such as <c>Host=localhost;Database=fx;Username=fx;Password=…</c>. Default: none, and the record is in memory only.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The database schema that the tables are in; it is created. Lower-case letters, digits and underscores, at most 31; default <c>fxorleans</c>.</summary>
    public string Schema { get; set; } = "fxorleans";

    /// <summary>When a daily candle begins: <c>Utc</c> (default) or <c>NewYork</c>. Days that are recorded already keep the cut that they were recorded with.</summary>
    public DailyCut DailyCut { get; set; } = DailyCut.Utc;

    /// <summary>By how much a tick may be late and still counts; a candle is closed that long after its end. 0 to 5 minutes; default 10 s.</summary>
    public TimeSpan Lateness { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often candles are closed and written. 50 ms to 1 minute; default 1 s.</summary>
    public TimeSpan Flush { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often candles of a minute and longer are written while they are still open, so that a crash loses no more. 1 s to 1 hour; default 5 s.</summary>
    public TimeSpan Checkpoint { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the database may take for one read or one batch. 100 ms to 5 minutes; default 10 s.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Connections to the database of this host at most; all but two are for readers, and eight readers may wait for each. Keep the sum of all
    /// hosts below the database's own limit. 3 to 1,000; default 10.
    /// </summary>
    public int MaxConnections { get; set; } = 10;

    /// <summary>Closed candles written in one transaction. 1 to 1,000,000; default 10,000.</summary>
    public int BatchRows { get; set; } = 10_000;

    /// <summary>Closed candles that may wait for the database; beyond that the finest and oldest are dropped and counted. 1 to 10,000,000; default 200,000.</summary>
    public int MaxBacklog { get; set; } = 200_000;

    /// <summary>Pairs recorded; ticks of further ones are refused and counted. 1 to 1,000,000; default 5,000.</summary>
    public int MaxPairs { get; set; } = 5_000;

    /// <summary>Closed candles of each interval and pair that are remembered in this process, about 0.2 kB each. 0 to 100,000; default 300.</summary>
    public int MemoryBars { get; set; } = 300;

    /// <summary>
    /// How long stored candles are kept, by interval (<c>History:Keep:1m=30.00:00:00</c>): whole partitions go once all in them is older.
    /// Above 0. Default 1 day of 1s, 30 days of 1m, 90 of 5m, 180 of 15m, 730 of 1h, 3,650 of 4h; 1d is kept for good.
    /// </summary>
    public Dictionary<string, TimeSpan> Keep { get; set; } = [];

    private static readonly int[] KeptDays = [1, 30, 90, 180, 730, 3650];

    /// <summary>How long candles of that interval are kept; null for good.</summary>
    public TimeSpan? KeepOf(CandleInterval interval) =>
        Keep.TryGetValue(interval.Code(), out var configured) ? configured
        : (int)interval < KeptDays.Length ? TimeSpan.FromDays(KeptDays[(int)interval])
        : null;

    /// <summary>What is wrong, each line naming the configuration key; empty when it can be used. Never repeats a password.</summary>
    public IEnumerable<string> Faults()
    {
        if (!string.IsNullOrWhiteSpace(ConnectionString) && !CanParse(ConnectionString))
        {
            yield return "History:ConnectionString cannot be read; it must be like Host=localhost;Database=fx;Username=fx;Password=secret.";
        }

        if (!Identifier().IsMatch(Schema))
        {
            yield return $"History:Schema is '{Schema}'; it must be at most 31 lower-case letters, digits and underscores.";
        }

        if (!Enum.IsDefined(DailyCut))
        {
            yield return $"History:DailyCut is {DailyCut}; it must be Utc or NewYork.";
        }

        var faults = new[]
        {
            Range(nameof(Lateness), Lateness, TimeSpan.Zero, TimeSpan.FromMinutes(5)),
            Range(nameof(Flush), Flush, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1)),
            Range(nameof(Checkpoint), Checkpoint, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            Range(nameof(Deadline), Deadline, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5)),
            Range(nameof(MaxConnections), MaxConnections, 3, 1_000),
            Range(nameof(BatchRows), BatchRows, 1, 1_000_000),
            Range(nameof(MaxBacklog), MaxBacklog, 1, 10_000_000),
            Range(nameof(MaxPairs), MaxPairs, 1, 1_000_000),
            Range(nameof(MemoryBars), MemoryBars, 0, 100_000),
        };
        foreach (var fault in faults.OfType<string>().Concat(Keep.Select(KeepFault).OfType<string>()))
        {
            yield return fault;
        }
    }

    private static string? KeepFault(KeyValuePair<string, TimeSpan> kept) =>
        !CandleIntervals.TryParse(kept.Key, out _) ? $"History:Keep:{kept.Key} is of no interval; there are {string.Join(", ", CandleIntervals.All.Select(known => known.Code()))}."
        : kept.Value <= TimeSpan.Zero ? $"History:Keep:{kept.Key} is {kept.Value}; it must be above 0."
        : null;

    private static string? Range<T>(string key, T value, T least, T most)
        where T : IComparable<T> =>
        value.CompareTo(least) < 0 || value.CompareTo(most) > 0 ? $"History:{key} is {value}; it must be from {least} to {most}." : null;

    private static bool CanParse(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is not null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,30}$")]
    private static partial Regex Identifier();
}
