namespace FxOrleans.Grains;

/// <summary>Says whether this silo sends quotes to pairs: it does until it leaves. Thread-safe.</summary>
internal sealed class RoutingSwitch : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled once no more quotes go out.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Stops every sender of this silo for good, so that none calls a pair while Orleans stops.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();
}
