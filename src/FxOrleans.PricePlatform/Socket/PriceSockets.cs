using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>
/// The open sockets by state, as the gauge <c>fxorleans.prices.sockets</c> of the meter <see cref="CacheMetrics.MeterName"/>. Bounded
/// by the connections that are served. Thread-safe.
/// </summary>
public sealed class PriceSockets : IDisposable
{
    private readonly ConcurrentDictionary<ConnectionLife, bool> _open = new();
    private readonly Meter _meter = new(CacheMetrics.MeterName);

    public PriceSockets() => _meter.CreateObservableGauge("fxorleans.prices.sockets", Measure, "{socket}", "Open sockets of the price platform by state.");

    /// <summary>How many are in that state.</summary>
    public int this[ConnectionState state] => _open.Keys.Count(life => life.State == state);

    internal ConnectionLife Open()
    {
        var life = new ConnectionLife();
        _open[life] = true;
        return life;
    }

    internal void Close(ConnectionLife life)
    {
        life.TryMove(ConnectionState.Disconnected);
        _open.TryRemove(life, out _);
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Measure() =>
        Enum.GetValues<ConnectionState>().Where(state => state != ConnectionState.Disconnected)
            .Select(state => new Measurement<int>(this[state], new KeyValuePair<string, object?>("state", state.Code())));
}
