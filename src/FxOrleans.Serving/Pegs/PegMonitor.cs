using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Serving.Pegs;

/// <summary>
/// Looks every ten seconds how each peg stands. Where the quotes are at hand they are tested; a node that only serves takes the word of those
/// that decide, which travels with the prices.
/// </summary>
public sealed partial class PegMonitor(RateBoard board, IRateEngine engine, PegEvents events, TimeProvider time, ILogger<PegMonitor> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(WatchAsync, failure => LogFailed(failure), time).RunAsync(stoppingToken);

    private async Task WatchAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await LookAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        var heard = new Dictionary<Peg, IReadOnlyList<PegVoice>?>();
        foreach (var peg in board.Pegs.Watched)
        {
            heard[peg] = await PegVoices.FindAsync(peg, board, engine, cancel).ConfigureAwait(false);
        }

        var now = board.Now.Wall;
        foreach (var changed in board.Pegs.Look(test => Take(test, heard[test.Peg], now)))
        {
            events.Tell(changed);
            if (changed.State == PegState.Broken)
            {
                LogBroken($"{changed.Peg.Pair}", changed.Peg.Low, changed.Peg.High, string.Join(", ", changed.Evidence.Select(voice => $"{voice.Provider} {voice.Value}")));
            }
            else
            {
                LogChanged($"{changed.Peg.Pair}", changed.State.Code());
            }
        }
    }

    private IReadOnlyList<PegVoice>? Take(PegTest test, IReadOnlyList<PegVoice>? voices, DateTimeOffset now)
    {
        if (voices is not null)
        {
            test.Observe(voices, now);
            return voices;
        }

        if (board.Read(test.Peg.Pair.Base, test.Peg.Pair.Quote) is { Status: not PriceStatus.Stale } rate)
        {
            test.Tell(board.PathOf(rate.Rate).Any(leg => leg.Price.PegBroken), (double)rate.Rate.Mid, now);
            return [];
        }

        return null;
    }

    [LoggerMessage(LogLevel.Error, "Looking at the pegs failed; it goes on.")]
    private partial void LogFailed(Exception failure);

    [LoggerMessage(LogLevel.Warning, "The peg of {Pair} is broken: outside of {Low} to {High} by {Evidence}. Its currency's prices are refused.")]
    private partial void LogBroken(string pair, decimal low, decimal high, string evidence);

    [LoggerMessage(LogLevel.Information, "The peg of {Pair} is now {State}.")]
    private partial void LogChanged(string pair, string state);
}
