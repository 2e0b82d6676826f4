namespace FxOrleans.Grains;

/// <summary>Whether this silo takes quotes to pairs: until it leaves. Thread-safe.</summary>
internal sealed class RoutingSwitch : IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Cancelled once no more quotes go out.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Ends every lane of this silo for good, so that none speaks to a pair while Orleans stops.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();
}
