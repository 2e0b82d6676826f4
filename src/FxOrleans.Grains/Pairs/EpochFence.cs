using System.Collections.Concurrent;

using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// The fence between two activations of one pair, which churn can leave for a moment, or a silo that was frozen and wakes
/// up. The later one has the higher epoch: readers and Redis take no more from the earlier, and as soon as this silo sees
/// a higher epoch than its own activation's, it lets that go. The next quote then goes to whichever is right. Thread-safe.
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
    /// The highest epoch that was found written of the pair; 0 for none. An activation begins above it even where the memory cannot be
    /// read, or it would be ended again by its first write.
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
        // Only of pairs that are here: so there are no more of them than of those that were.
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
