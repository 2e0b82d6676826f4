using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

namespace FxOrleans.Client;

/// <summary>
/// One subscriber: notes which of its pairs have changed, and gives their latest rates to the handler in one loop. It never holds more
/// than its pairs, however slow the handler is.
/// </summary>
internal sealed class RateSubscription : IAsyncDisposable
{
    private readonly PriceBook _book;
    private readonly RateReader _reader;
    private readonly Func<Rate, ValueTask> _handler;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly HashSet<CurrencyPair> _changed;
    private readonly Dictionary<CurrencyPair, HashSet<CurrencyPair>> _watchers = [];
    private readonly HashSet<CurrencyPair> _withoutRate = [];
    private readonly Dictionary<CurrencyPair, Rate> _given = [];
    private readonly SemaphoreSlim _work = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public RateSubscription(PriceBook book, RateReader reader, IEnumerable<CurrencyPair> pairs, Func<Rate, ValueTask> handler, ILogger logger)
    {
        _book = book;
        _reader = reader;
        _handler = handler;
        _logger = logger;
        _changed = [.. pairs];
        _book.Advanced += OnAdvanced;
        _running = Task.Run(() => new SupervisedLoop(_ => RunAsync(), failure => _logger.LogError(failure, "Handing rates on failed; it goes on."), TimeProvider.System).RunAsync(_stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        _book.Advanced -= OnAdvanced;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    private void OnAdvanced(Market market)
    {
        lock (_lock)
        {
            // A new market may give a rate to pairs that have none. Any other price concerns only the pairs that are made of it.
            var before = _changed.Count;
            if (_watchers.TryGetValue(market.Price.Pair, out var watching))
            {
                _changed.UnionWith(watching);
            }

            _changed.UnionWith(_withoutRate);
            if (before == 0 && _changed.Count > 0 && _work.CurrentCount == 0)
            {
                _work.Release();
            }
        }
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _work.WaitAsync(_stop.Token).ConfigureAwait(false);
                foreach (var pair in TakeChanged())
                {
                    if (_stop.IsCancellationRequested)
                    {
                        return;
                    }

                    await HandAsync(pair).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
    }

    private CurrencyPair[] TakeChanged()
    {
        lock (_lock)
        {
            CurrencyPair[] taken = [.. _changed];
            _changed.Clear();
            return taken;
        }
    }

    private async Task HandAsync(CurrencyPair pair)
    {
        var rate = Read(pair);
        if (rate is null || (_given.TryGetValue(pair, out var given) && IsSame(given, rate)))
        {
            return;
        }

        _given[pair] = rate;
        try
        {
            await _handler(rate).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            _logger.LogError(failure, "A subscriber failed to take the rate of {Pair}; it gets the next.", pair);
        }
    }

    // Under the lock, so that no change is lost between the first read and the start of watching.
    private Rate? Read(CurrencyPair pair)
    {
        lock (_lock)
        {
            var rate = _reader.Read(pair, out var markets);
            foreach (var market in markets)
            {
                if (!_watchers.TryGetValue(market, out var watching))
                {
                    _watchers[market] = watching = [];
                }

                watching.Add(pair);
            }

            if (rate is null)
            {
                _withoutRate.Add(pair);
            }
            else
            {
                _withoutRate.Remove(pair);
            }

            return rate;
        }
    }

    private static bool IsSame(Rate a, Rate b) =>
        a.Epoch == b.Epoch && a.Sequence == b.Sequence && a.Mid == b.Mid && a.Timestamp == b.Timestamp && a.Via.SequenceEqual(b.Via);
}
