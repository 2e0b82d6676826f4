using FxOrleans.Local;
using FxOrleans.Serving;
using FxOrleans.Serving.Health;

namespace FxOrleans.Silo.Engines;

/// <summary>
/// Holds readiness back while a host that has just started waits for its providers' first answers: one that says ready must not
/// answer 404 for a pair whose provider is about to quote it. A provider that hangs, or streams nothing, holds nobody up for longer
/// than 5 s from when the board was first seen to have prices. Thread-safe.
/// </summary>
internal sealed class FilledFact(RateBoard board, LocalEngine engine, TimeProvider time) : IHealthFact
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private long _pricedAt;
    private volatile bool _filled;

    public string Name => "filled";

    public string State => IsFilled() ? "yes" : "no";

    public string? NotReadyBecause => IsFilled() ? null : "The board is still being filled.";

    private bool IsFilled() => _filled || (_filled = board.Markets.Count > 0 && (engine.HasHeardAll || HasWaitedLong()));

    private bool HasWaitedLong()
    {
        Interlocked.CompareExchange(ref _pricedAt, time.GetTimestamp(), 0);
        return time.GetElapsedTime(Interlocked.Read(ref _pricedAt)) >= Longest;
    }
}
