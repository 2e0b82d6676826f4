using System.Diagnostics.Metrics;

namespace FxOrleans.Access;

/// <summary>Counts requests that were turned away, by the code of the answer.</summary>
public sealed class AccessMetrics
{
    /// <summary>The name of its meter.</summary>
    public const string MeterName = "FxOrleans.Access";

    private readonly Counter<long> _refused;

    public AccessMetrics(IMeterFactory meters) => _refused = meters.Create(MeterName).CreateCounter<long>(
        "fxorleans.access.refused", "{request}", "Requests turned away before they were read, by code.");

    public void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));
}
