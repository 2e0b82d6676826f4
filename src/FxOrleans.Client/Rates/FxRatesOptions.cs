namespace FxOrleans.Client;

/// <summary>How a service reads rates. Checked when its host starts.</summary>
public sealed class FxRatesOptions
{
    /// <summary>The age beyond which a live rate is stale, to this service. 100 ms to 1 day; default 10 s, the silos' own.</summary>
    public TimeSpan MaxAge { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a read waits for the first snapshot before it throws <see cref="TimeoutException"/>. 100 ms to 5 minutes; default 10 s.</summary>
    public TimeSpan StartupPatience { get; set; } = TimeSpan.FromSeconds(10);
}
