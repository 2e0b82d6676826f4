using FxOrleans.Grains;
using FxOrleans.Serving;
using Microsoft.Extensions.Hosting;

namespace FxOrleans.Silo.Cluster;

/// <summary>
/// Tells the board when this host's start is over: the providers' first answers are decided and their prices are on the board,
/// or have been waited for long enough.
/// </summary>
internal sealed class WarmUp : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    private readonly RateBoard _board;
    private readonly FirstRounds _rounds;
    private readonly TimeProvider _time;

    public WarmUp(RateBoard board, FirstRounds rounds, TimeProvider time)
    {
        (_board, _rounds, _time) = (board, rounds, time);
        _board.IsWarmingUp = true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!IsOver())
        {
            await Task.Delay(LookEvery, _time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }

        _board.IsWarmingUp = false;
    }

    /// <summary>A board that had to refuse markets never holds them all.</summary>
    private bool IsOver() =>
        _rounds.HasExpired || (_rounds.Priced is { } priced && (_board.Book.Refused > 0 || priced.All(pair => _board.TryGetLeg(pair.Base, pair.Quote, out _))));
}
