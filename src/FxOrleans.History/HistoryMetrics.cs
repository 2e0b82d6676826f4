using System.Diagnostics.Metrics;

namespace FxOrleans.History;

/// <summary>What is measured of recording, under the meter <c>FxOrleans.History</c>. Thread-safe.</summary>
public sealed class HistoryMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "FxOrleans.History";

    private readonly Meter _meter;
    private readonly Counter<long> _written;
    private readonly Counter<long> _failures;

    public HistoryMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _written = _meter.CreateCounter<long>("fxorleans.history.rows_written", "{row}", "Candle rows committed to the database.");
        _failures = _meter.CreateCounter<long>("fxorleans.history.database_failures", "{failure}", "Batches and reads that the database failed.");
    }

    internal void Written(long rows) => _written.Add(rows);

    internal void Failed() => _failures.Add(1);

    internal void Watch(Func<RecorderHealth> health)
    {
        _meter.CreateObservableCounter("fxorleans.history.rows_dropped", () => health().Dropped, "{row}", "Closed candles dropped because too many waited.");
        _meter.CreateObservableCounter("fxorleans.history.ticks_refused", () => health().Refused, "{tick}", "Ticks that came too late, or of too many pairs.");
        _meter.CreateObservableGauge("fxorleans.history.backlog", () => health().Backlog, "{row}", "Closed candles that wait for the database.");
        _meter.CreateObservableGauge("fxorleans.history.lag", () => health().Lag.TotalSeconds, "s", "Since the database last took what waited; 0 while nothing waits.");
    }
}
