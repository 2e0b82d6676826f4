using System.ComponentModel.DataAnnotations;
using FxOrleans.Pricing;
using Npgsql;

namespace FxOrleans.History;

/// <summary>The section <c>History</c>.</summary>
public sealed class HistoryOptions : IValidatableObject
{
    /// <summary>The name of the section.</summary>
    public const string Section = "History";

    /// <summary>Npgsql's own form, such as <c>Host=localhost;Database=fx;Username=fx;Password=…</c>. Default: none, and the record is in memory only.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The database schema that the tables are in; it is created. Lower-case letters, digits and underscores, at most 31; default <c>fxorleans</c>.</summary>
    [Required]
    [RegularExpression("^[a-z_][a-z0-9_]{0,30}$", ErrorMessage = "at most 31 lower-case letters, digits and underscores")]
    public string Schema { get; set; } = "fxorleans";

    /// <summary>When a daily candle begins: <c>Utc</c> (default) or <c>NewYork</c>. Days that are recorded already keep the cut that they were recorded with.</summary>
    public DailyCut DailyCut { get; set; } = DailyCut.Utc;

    /// <summary>By how much a tick may be late and still counts; a candle is closed that long after its end. 0 to 5 minutes; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Lateness { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often candles are closed and written. 50 ms to 1 minute; default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Flush { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often candles of a minute and longer are written while they are still open, so that a crash loses no more. 1 s to 1 hour; default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Checkpoint { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the database may take for one read or one batch. 100 ms to 5 minutes; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Connections to the database of this host at most; all but two are for readers, and eight readers may wait for each. Keep the sum of all
    /// hosts below the database's own limit. 3 to 1,000; default 10.
    /// </summary>
    [Range(3, 1_000)]
    public int MaxConnections { get; set; } = 10;

    /// <summary>Closed candles written in one transaction. 1 to 1,000,000; default 10,000.</summary>
    [Range(1, 1_000_000)]
    public int BatchRows { get; set; } = 10_000;

    /// <summary>Closed candles that may wait for the database; beyond that the finest and oldest are dropped and counted. 1 to 10,000,000; default 200,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxBacklog { get; set; } = 200_000;

    /// <summary>Pairs recorded; ticks of further ones are refused and counted. 1 to 1,000,000; default 5,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxPairs { get; set; } = 5_000;

    /// <summary>Closed candles of each interval and pair that are remembered in this process, about 0.2 kB each. 0 to 100,000; default 300.</summary>
    [Range(0, 100_000)]
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

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(ConnectionString) && !CanParse(ConnectionString))
        {
            // What was given is not repeated: it may hold a password.
            yield return new ValidationResult("History:ConnectionString cannot be read; it must be like Host=localhost;Database=fx;Username=fx;Password=secret.");
        }

        foreach (var fault in Keep.Select(KeepFault).OfType<string>())
        {
            yield return new ValidationResult(fault);
        }
    }

    private static string? KeepFault(KeyValuePair<string, TimeSpan> kept) =>
        !CandleIntervals.TryParse(kept.Key, out _) ? $"History:Keep:{kept.Key} is of no interval; there are {string.Join(", ", CandleIntervals.All.Select(known => known.Code()))}."
        : kept.Value <= TimeSpan.Zero ? $"History:Keep:{kept.Key} is {kept.Value}; it must be above 0."
        : null;

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
}
