namespace FxOrleans.Serving.Telemetry;

/// <summary>Where serving's metrics are found. Their labels are codes of this service and configured names, never what a caller sent.</summary>
public static class ServingMeter
{
    public const string Name = "FxOrleans.Serving";
}
