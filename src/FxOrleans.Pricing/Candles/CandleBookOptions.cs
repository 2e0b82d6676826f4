namespace FxOrleans.Pricing;

/// <summary>What bounds a <see cref="CandleBook"/>. Immutable.</summary>
public sealed record CandleBookOptions
{
    /// <summary>By how much a tick's time may differ from the clock. 0 or more; default 10 s.</summary>
    public TimeSpan Lateness { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pairs with candles; ticks of further ones are refused and counted. 1 or more; default 5,000.</summary>
    public int MaxLines { get; init; } = 5_000;

    /// <summary>How many closed candles of each interval a pair keeps here. 0 or more; default none.</summary>
    public int Kept { get; init; }
}
