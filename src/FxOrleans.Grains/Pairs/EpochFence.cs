using System.Collections.Concurrent;

using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// Ends the older of two activations of one pair. There can be two for a moment when silos come and go, or when a frozen silo wakes up.
/// The later one has the higher epoch: readers and Redis take nothing more from the earlier. When this silo sees a higher epoch than
/// that of its own activation, it deactivates that one, and the next quote goes to the right one. Thread-safe.
/// </summary>
internal sealed class EpochFence : IDisposable
{
    private readonly ConcurrentDictionary<CurrencyPair, Activation> _pairs = new();
    private readonly ConcurrentDictionary<CurrencyPair, long> _written = new();
    private readonly PriceBook _book;
    private readonly IPriceMemory? _memory;
    private readonly ILogger _logger;

    public EpochFence(PriceBook book, ILogger<EpochFence> logger, IPriceMemory? memory = null)
    {
        _book = book;
        _memory = memory;
        _logger = logger;
        _book.Advanced += OnPrice;
        if (_memory is not null)
        {
            _memory.Outdated += OnWritten;
        }
    }

    /// <summary>How many activations there are.</summary>
    public int Count => _pairs.Count;

    /// <summary>
    /// The highest epoch that was found in a stored price of the pair; 0 when there is none. An activation begins above it even when the
    /// memory cannot be read; else its first write would end it.
    /// </summary>
    public long Written(CurrencyPair pair) => _written.GetValueOrDefault(pair);

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
        _book.Advanced -= OnPrice;
        if (_memory is not null)
        {
            _memory.Outdated -= OnWritten;
        }
    }

    private void OnPrice(Market market) => OnEpoch(market.Price.Pair, market.Price.Epoch);

    private void OnWritten(CurrencyPair pair, long seen)
    {
        // Only for pairs that live here, so that the list is never longer than the list of those pairs.
        if (_pairs.ContainsKey(pair))
        {
            _written.AddOrUpdate(pair, seen, (_, before) => Math.Max(before, seen));
        }

        OnEpoch(pair, seen);
    }

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
