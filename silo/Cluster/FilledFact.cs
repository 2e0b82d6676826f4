using FxOrleans.Client;
using FxOrleans.Serving;
using FxOrleans.Serving.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Silo.Cluster;

/// <summary>
/// Holds readiness back while the board of a silo that has just started is still being filled: each pair has a grain of its
/// own, so that prices come one after the other. Filled is a board that holds every pair of which this silo knows, and to
/// which none has been added for a while. Thread-safe.
/// </summary>
internal sealed class FilledFact : IHealthCheck
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(500);

    private readonly RateBoard _board;
    private readonly LatestPrices _known;
    private readonly TimeProvider _time;
    private long _grownAt;
    private volatile bool _filled;

    public FilledFact(RateBoard board, LatestPrices known, TimeProvider time)
    {
        _known = known;
        _board = board;
        _time = time;
        _grownAt = time.GetTimestamp();
        board.Grown += OnGrown;
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(IsFilled() ? NodeHealth.Result("yes") : NodeHealth.Result("no", "The board is still being filled."));

    private void OnGrown()
    {
        Volatile.Write(ref _grownAt, _time.GetTimestamp());
        if (_filled)
        {
            _board.Grown -= OnGrown; // Pairs that come later take nothing away from what is there.
        }
    }

    private bool IsFilled() =>
        _filled || (_filled = _board.Markets.Count > 0
            && (_board.Markets.Count >= _known.Count || _board.Refused > 0)
            && _time.GetElapsedTime(Volatile.Read(ref _grownAt)) >= Quiet);
}
