using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Grains;

/// <summary>
/// Recalls the written prices of pairs that start at the same time together: one question is under way, and whoever asks
/// meanwhile shares the next. A silo that starts or takes over asks for hundreds within a moment. Thread-safe.
/// </summary>
internal sealed class SharedRecall(IPriceMemory memory, TimeProvider time, ILogger logger)
{
    /// <summary>A pair comes back without its written price rather than late.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(300);

    private readonly Lock _lock = new();
    private Dictionary<CurrencyPair, TaskCompletionSource<Price?>> _waiting = [];
    private bool _asking;
    private bool _failing;

    /// <summary>The written price of the pair; null when there is none, or it did not come in time.</summary>
    public async Task<Price?> FindAsync(CurrencyPair pair, CancellationToken cancel)
    {
        try
        {
            return await Ask(pair).WaitAsync(Deadline, time, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private Task<Price?> Ask(CurrencyPair pair)
    {
        lock (_lock)
        {
            if (!_waiting.TryGetValue(pair, out var answer))
            {
                _waiting[pair] = answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (!_asking)
            {
                _asking = true;
                _ = Task.Run(RunAsync); // Not in the turn of the grain that happens to be first.
            }

            return answer.Task;
        }
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } asked)
        {
            foreach (var price in await RecallAsync(asked.Keys).ConfigureAwait(false))
            {
                if (asked.Remove(price.Pair, out var found))
                {
                    found.SetResult(price);
                }
            }

            foreach (var missing in asked.Values)
            {
                missing.SetResult(null);
            }
        }
    }

    private Dictionary<CurrencyPair, TaskCompletionSource<Price?>> Take()
    {
        lock (_lock)
        {
            var taken = _waiting;
            _waiting = [];
            _asking = taken.Count > 0;
            return taken;
        }
    }

    /// <summary>Tells of a trouble when it begins, not once a question.</summary>
    private async Task<IReadOnlyList<Price>> RecallAsync(IReadOnlyCollection<CurrencyPair> pairs)
    {
        try
        {
            var prices = await memory.RecallAsync(pairs, CancellationToken.None).WaitAsync(Deadline, time).ConfigureAwait(false);
            _failing = false;
            return prices;
        }
        catch (Exception failure)
        {
            logger.Log(
                _failing ? LogLevel.Debug : LogLevel.Warning,
                "The written prices of {Count} pairs could not be recalled ({Failure}); they resume from what the streams said.",
                pairs.Count,
                failure.Message);
            _failing = true;
            return [];
        }
    }
}
