using System.Collections.Concurrent;
using System.Threading.Channels;
using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary>
/// The prices that wait to be written: one slot a pair, which holds only the latest, so that memory is bounded by the
/// number of pairs however long Redis is away. Thread-safe; <see cref="Put"/> never waits.
/// </summary>
internal sealed class PriceSlots(RedisKeys keys, int capacity, TimeProvider time)
{
    private readonly ConcurrentDictionary<CurrencyPair, PriceSlot> _slots = new();
    private readonly Lock _adding = new();

    // Not bounded by the channel: each slot stands in it at most once.
    private readonly Channel<PriceSlot> _queue = Channel.CreateUnbounded<PriceSlot>(new() { SingleReader = true });
    private int _count;
    private int _pending;

    /// <summary>Prices that wait, or were taken and not yet released: at most two a pair.</summary>
    public int Pending => Volatile.Read(ref _pending);

    /// <summary>How long the price that has waited longest has.</summary>
    public TimeSpan Lag
    {
        get
        {
            var oldest = _slots.Values.Min(slot => slot.WaitingSince);
            return oldest is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero;
        }
    }

    /// <summary>The keys that Redis should hold.</summary>
    public IReadOnlyList<string> SettledKeys => [.. _slots.Values.Where(slot => slot.Settled).Select(slot => slot.Key)];

    /// <summary>Notes a price to be written; one that is not newer than the one noted last is ignored. False when there are too many pairs.</summary>
    public bool Put(in Price price)
    {
        if (!_slots.TryGetValue(price.Pair, out var slot) && (slot = Add(price)) is null)
        {
            return false;
        }

        lock (slot.Gate)
        {
            if (slot.Latest.IsNewerThan(price))
            {
                return true;
            }

            slot.Latest = price;
            Enqueue(slot);
            return true;
        }
    }

    /// <summary>To be written again: it failed.</summary>
    public void Again(PriceSlot slot)
    {
        lock (slot.Gate)
        {
            Enqueue(slot);
        }
    }

    /// <summary>All to be written again: Redis may have lost them.</summary>
    public void AllAgain()
    {
        foreach (var (_, slot) in _slots)
        {
            lock (slot.Gate)
            {
                slot.Settled = false;
                Enqueue(slot);
            }
        }
    }

    /// <summary>Waits until something is to be written; false when that is over.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _queue.Reader.WaitToReadAsync(cancel);

    /// <summary>Takes the next slot that is to be written, with its price of now. It is pending until it is released.</summary>
    public bool TryTake(out PriceSlot? slot, out Price price)
    {
        price = default;
        if (!_queue.Reader.TryRead(out slot))
        {
            return false;
        }

        lock (slot.Gate)
        {
            slot.Queued = false;
            slot.TakenAt = time.GetTimestamp();
            price = slot.Latest;
        }

        return true;
    }

    /// <summary>What was taken of it has been answered; a newer price of it may wait already.</summary>
    public static void Answered(PriceSlot slot)
    {
        lock (slot.Gate)
        {
            slot.Settled = true;
            slot.WaitingSince = slot.Queued ? slot.TakenAt : null;
        }
    }

    /// <summary>So many that were taken have been dealt with.</summary>
    public void Release(int count) => Interlocked.Add(ref _pending, -count);

    /// <summary>No more is taken in; what waits can still be taken out.</summary>
    public void Complete() => _queue.Writer.TryComplete();

    private PriceSlot? Add(in Price price)
    {
        lock (_adding)
        {
            if (_slots.TryGetValue(price.Pair, out var present))
            {
                return present;
            }

            if (_count == capacity)
            {
                return null;
            }

            _count++;
            return _slots[price.Pair] = new PriceSlot(keys.Latest(price.Pair), price);
        }
    }

    private void Enqueue(PriceSlot slot)
    {
        if (!slot.Queued)
        {
            Interlocked.Increment(ref _pending);
            slot.WaitingSince ??= time.GetTimestamp();
            slot.Queued = _queue.Writer.TryWrite(slot);
            if (!slot.Queued)
            {
                Interlocked.Decrement(ref _pending);
            }
        }
    }
}
