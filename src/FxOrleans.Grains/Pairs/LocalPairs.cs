using System.Collections.Concurrent;

using FxOrleans.Client;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// The fence between two activations of one pair, which churn can leave for a moment, or a silo that was frozen and wakes
/// up. The later one has the higher epoch: readers and Redis take no more from the earlier, and as soon as this silo sees
/// a higher epoch than its own activation's, it lets that go. The next quote then goes to whichever is right. Thread-safe.
/// </summary>
internal sealed class LocalPairs : IDisposable
{
    private readonly ConcurrentDictionary<CurrencyPair, Activation> _pairs = new();
    private readonly PriceFeed _feed;
    private readonly IPriceMemory? _memory;
    private readonly ILogger _logger;

    public LocalPairs(PriceFeed feed, ILogger<LocalPairs> logger, IPriceMemory? memory = null)
    {
        _feed = feed;
        _memory = memory;
        _logger = logger;
        _feed.Changed += OnPrice;
        if (_memory is not null)
        {
            _memory.Outdated += OnEpoch;
        }
    }

    /// <summary>How many activations there are.</summary>
    public int Count => _pairs.Count;

    public void Add(CurrencyPair pair, long epoch, IGrainContext grain) => _pairs[pair] = new Activation(epoch, grain);

    public void Remove(CurrencyPair pair, IGrainContext grain)
    {
        if (_pairs.TryGetValue(pair, out var activation) && ReferenceEquals(activation.Grain, grain))
        {
            _pairs.TryRemove(KeyValuePair.Create(pair, activation));
        }
    }

    public void Dispose()
    {
        _feed.Changed -= OnPrice;
        if (_memory is not null)
        {
            _memory.Outdated -= OnEpoch;
        }
    }

    private void OnPrice(Price price) => OnEpoch(price.Pair, price.Epoch);

    private void OnEpoch(CurrencyPair pair, long seen)
    {
        if (_pairs.TryGetValue(pair, out var activation) && seen > activation.Epoch)
        {
            _logger.LogInformation("{Pair} has a later activation with epoch {Seen}; the one here, of {Epoch}, ends.", pair, seen, activation.Epoch);
            activation.Grain.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "A later activation has decided a price."));
        }
    }

    private sealed record Activation(long Epoch, IGrainContext Grain);
}
