using System.Diagnostics.Metrics;

namespace FxOrleans.Journal;

/// <summary>What is measured of the journal, under the meter <c>FxOrleans.Journal</c>. Thread-safe.</summary>
internal sealed class JournalMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "FxOrleans.Journal";

    private readonly Meter _meter;
    private readonly Counter<long> _failures;

    public JournalMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _failures = _meter.CreateCounter<long>("fxorleans.journal.store_failures", "{failure}", "Writes and clean-ups that the journal's store did not take; they are tried again.");
    }

    public void Failed() => _failures.Add(1);

    public void Watch(Func<JournalHealth> health)
    {
        _meter.CreateObservableCounter("fxorleans.journal.entries", () => health().Entries, "{entry}", "Quotes and reconsiderations noted.");
        _meter.CreateObservableCounter("fxorleans.journal.bytes_written", () => health().Written, "By", "Bytes given to the store, before they are packed.");
        _meter.CreateObservableCounter("fxorleans.journal.entries_lost", () => health().Lost, "{entry}", "Entries that found no room because the store was away; the journal says where.");
        _meter.CreateObservableCounter("fxorleans.journal.writers_stopped", () => health().Stopped, "{market}", "Activations that stopped writing because a later one of their market writes.");
        _meter.CreateObservableGauge("fxorleans.journal.lag", () => health().Lag.TotalSeconds, "s", "Since the store last took what waited; 0 while nothing waits.");
    }
}
