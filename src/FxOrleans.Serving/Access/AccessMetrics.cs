using System.Diagnostics.Metrics;
using FxOrleans.Serving.Telemetry;

namespace FxOrleans.Serving.Access;

/// <summary>Counts requests that were turned away, by the code of the answer.</summary>
public sealed class AccessMetrics
{
    private readonly Counter<long> _refused;

    public AccessMetrics(IMeterFactory meters) => _refused = meters.Create(ServingMeter.Name).CreateCounter<long>(
        "fxorleans.access.refused", "{request}", "Requests turned away before they were read, by code.");

    public void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));
}
