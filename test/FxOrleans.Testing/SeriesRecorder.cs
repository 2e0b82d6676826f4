using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace FxOrleans.Testing;

/// <summary>Listens to the meters of one host and keeps each series' value: counters summed, anything else the last. Thread-safe.</summary>
public sealed class SeriesRecorder : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _series = new();

    /// <param name="meters">The host's factory: other hosts in this process are not heard.</param>
    public SeriesRecorder(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Every series, such as <c>fxorleans.ticks{kind=live}</c>, with observable ones as they are now.</summary>
    public IReadOnlyDictionary<string, double> Read()
    {
        _listener.RecordObservableInstruments();
        return new SortedDictionary<string, double>(_series, StringComparer.Ordinal);
    }

    public void Dispose() => _listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Join(',', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
        var name = $"{instrument.Name}{{{labels}}}";
        if (instrument is Counter<long> or Histogram<double>)
        {
            _series.AddOrUpdate(name, instrument is Counter<long> ? value : 1, (_, sum) => sum + (instrument is Counter<long> ? value : 1));
        }
        else
        {
            _series[name] = value;
        }
    }
}
