using System.Globalization;
using FxOrleans.Pricing;

namespace FxOrleans.History;

/// <summary>
/// The table of one interval and its SQL. A row is what one writer saw of a candle: rows of several writers (hosts, or one host
/// before and after a restart) are added up when they are read, and what a writer sends again replaces what it sent before.
/// </summary>
internal sealed class CandleTable(string schema, CandleInterval interval)
{
    /// <summary>Days in a partition, by interval: what is dropped at once, and few enough partitions to plan over.</summary>
    private static readonly int[] PartitionDays = [1, 7, 28, 28, 364, 364, 3640];

    private const string Values =
        "open, high, low, close, spread_sum, ticks, first_at, first_epoch, first_sequence, last_at, last_epoch, last_sequence";

    private readonly string _name = $"{schema}.candle_{interval.Code()}";
    private readonly string _stage = $"pg_temp.stage_{interval.Code()}";
    private readonly TimeSpan _width = TimeSpan.FromDays(PartitionDays[(int)interval]);

    public CandleInterval Interval => interval;

    /// <summary>In the order in which <see cref="CandleReader"/> reads them.</summary>
    public const string Columns = $"pair, simulated, open_time, origin, writer, {Values}";

    public string Create =>
        $"""
        CREATE TABLE IF NOT EXISTS {_name} (
            pair text COLLATE "C" NOT NULL, simulated boolean NOT NULL, open_time timestamptz NOT NULL, origin smallint NOT NULL, writer integer NOT NULL,
            open numeric NOT NULL, high numeric NOT NULL, low numeric NOT NULL, close numeric NOT NULL, spread_sum numeric NOT NULL, ticks bigint NOT NULL,
            first_at timestamptz NOT NULL, first_epoch bigint NOT NULL, first_sequence bigint NOT NULL,
            last_at timestamptz NOT NULL, last_epoch bigint NOT NULL, last_sequence bigint NOT NULL,
            PRIMARY KEY (pair, simulated, open_time, origin, writer)
        ) PARTITION BY RANGE (open_time);
        """;

    public string CreateStage => $"CREATE TEMP TABLE IF NOT EXISTS stage_{interval.Code()} (LIKE {_name}) ON COMMIT DELETE ROWS;";

    public string Copy => $"COPY {_name} ({Columns}) FROM STDIN (FORMAT BINARY)";

    public string CopyToStage => $"COPY {_stage} ({Columns}) FROM STDIN (FORMAT BINARY)";

    /// <summary>What this writer says of a candle now goes in the place of what it said before.</summary>
    public string MergeStage =>
        $"""
        INSERT INTO {_name} ({Columns}) SELECT {Columns} FROM {_stage}
        ON CONFLICT (pair, simulated, open_time, origin, writer) DO UPDATE SET
            {string.Join(", ", Values.Split(", ").Select(column => $"{column} = EXCLUDED.{column}"))}
        """;

    /// <summary>$1 and $2 the two directions of a pair, $3 from, $4 to, $5 the most bars: the newest.</summary>
    public string Select =>
        $"""
        WITH bars AS (
            SELECT DISTINCT open_time FROM {_name} WHERE pair IN ($1, $2) AND open_time >= $3 AND open_time < $4 ORDER BY open_time DESC LIMIT $5)
        SELECT {Columns} FROM {_name}
        WHERE pair IN ($1, $2) AND open_time >= $3 AND open_time < $4 AND open_time >= (SELECT min(open_time) FROM bars)
        """;

    /// <summary>
    /// $1 the names of pairs, each direction for itself, $2 the moment: of each, real and simulated, the candle with the newest tick by then.
    /// The interval stands after <see cref="Columns"/>, so that the intervals' queries can be one statement.
    /// </summary>
    public string SelectLatest => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        SELECT found.*, {(int)interval} FROM unnest($1::text[]) AS line (name) CROSS JOIN (VALUES (false), (true)) AS kind (made_up)
        CROSS JOIN LATERAL (
            SELECT {Columns} FROM {_name} WHERE pair = line.name AND simulated = kind.made_up AND open_time <= $2 AND first_at <= $2
            ORDER BY open_time DESC, CASE WHEN last_at <= $2 THEN last_at ELSE first_at END DESC, origin LIMIT 1) AS found
        """);

    /// <summary>Where the interval stands in a row of <see cref="SelectLatest"/>.</summary>
    public static int IntervalColumn { get; } = Columns.Split(',').Length;

    /// <summary>The partitions that there are, by name.</summary>
    public string Partitions => $"SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = '{_name}'::regclass";

    /// <summary>When the partition of that moment begins.</summary>
    public DateTimeOffset PartitionOf(DateTimeOffset open) => new(open.UtcTicks - (open.UtcTicks % _width.Ticks), TimeSpan.Zero);

    public string CreatePartition(DateTimeOffset begin) => string.Create(
        CultureInfo.InvariantCulture,
        $"CREATE TABLE IF NOT EXISTS {_name}_{begin:yyyyMMdd} PARTITION OF {_name} FOR VALUES FROM ('{begin:yyyy-MM-dd}T00:00:00Z') TO ('{begin + _width:yyyy-MM-dd}T00:00:00Z');");

    /// <summary>The statement that drops a partition where all of it is older than that; null where it is not, or is not ours.</summary>
    public string? DropIfOlder(string partition, DateTimeOffset oldest)
    {
        var prefix = $"candle_{interval.Code()}_";
        return partition.StartsWith(prefix, StringComparison.Ordinal)
            && DateTimeOffset.TryParseExact(partition.AsSpan(prefix.Length), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var begin)
            && begin + _width <= oldest
                ? $"DROP TABLE IF EXISTS {schema}.{partition};"
                : null;
    }
}
