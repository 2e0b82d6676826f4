using System.Buffers;

namespace FxOrleans.Pricing;

// What it remembers, written down and read back, and who records what it decides from.
public sealed partial class PairPrice
{
    /// <summary>More than all else takes but the sources.</summary>
    private const int OwnBytes = 800;

    /// <summary>More than one source takes beside its names.</summary>
    private const int SourceBytes = 400;

    private IDecisionRecorder? _recorder;

    /// <summary>The most bytes that <see cref="WriteState"/> needs now.</summary>
    public int StateBound
    {
        get
        {
            var bound = OwnBytes;
            foreach (ref readonly var slot in _slots.AsSpan(0, _count))
            {
                bound += SourceBytes + QuoteSourceBytes.Bound(slot.Quote.Source);
            }

            return bound;
        }
    }

    /// <summary>Sources that quote the pair, in the order in which they first did.</summary>
    public int SourceCount => _count;

    /// <summary>The last quote taken of a source.</summary>
    /// <param name="index">From 0 to <see cref="SourceCount"/> − 1.</param>
    public ref readonly Quote QuoteOf(int index) => ref _slots[index].Quote;

    /// <summary>Has all that follows recorded; a reconsideration that changes nothing is then undone to the last bit, and not recorded.</summary>
    public void RecordWith(IDecisionRecorder? recorder) => _recorder = recorder;

    /// <summary>
    /// Writes down all that the next prices depend on. <see cref="Restore"/> reads it: the restored market decides as this one would, bit for
    /// bit. Past prices that can be explained are not in it. Allocates nothing.
    /// </summary>
    /// <param name="into">At least <see cref="StateBound"/> bytes.</param>
    /// <returns>The bytes written.</returns>
    public int WriteState(Span<byte> into)
    {
        var state = new StateTransfer(into);
        CarryLasting(ref state);
        CarryLast(ref state);
        return state.Length;
    }

    /// <summary>Makes the market whose state was written down.</summary>
    /// <param name="pair">Its pair, in the direction in which it is kept.</param>
    /// <param name="policy">The rules to go on by; those that it was decided by for the same prices.</param>
    /// <param name="written">What <see cref="WriteState"/> wrote.</param>
    /// <exception cref="InvalidDataException">The bytes are no state of this pair.</exception>
    public static PairPrice Restore(CurrencyPair pair, PricingPolicy policy, ReadOnlySpan<byte> written)
    {
        try
        {
            var restored = new PairPrice(pair, policy, 0);
            var state = new StateTransfer(written);
            restored.CarryLasting(ref state);
            restored.CarryLast(ref state);
            return state.IsAtEnd ? restored : throw new InvalidDataException($"The state of {pair} has bytes too many.");
        }
        catch (Exception wrong) when (wrong is OverflowException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException($"The state of {pair} cannot be read.", wrong);
        }
    }

    /// <summary>
    /// Reconsiders; where that has changed nothing but what follows from the time that passed, puts that back too, so that the market is as
    /// if it had not been asked.
    /// </summary>
    private bool DecideAgainOnRecord(ClockReading now)
    {
        var (last, judgement, bound) = (_experience.Last, _judgement, StateBound);
        var bytes = ArrayPool<byte>.Shared.Rent(2 * bound);
        var before = bytes.AsSpan(0, Lasting(bytes));
        var isNew = DecideAgain(now);
        var after = bytes.AsSpan(before.Length, Lasting(bytes.AsSpan(before.Length)));
        if (!isNew && !AwaitsProbation() && _experience.Last.IsSameLaterAs(last) && before.SequenceEqual(after))
        {
            (_experience.Last, _judgement) = (last, judgement);
        }
        else
        {
            _recorder?.Reconsidered(this, now, isNew);
        }

        ArrayPool<byte>.Shared.Return(bytes);
        return isNew;
    }

    private int Lasting(Span<byte> into)
    {
        var state = new StateTransfer(into);
        CarryLasting(ref state);
        return state.Length;
    }

    private bool AwaitsProbation()
    {
        foreach (ref readonly var slot in _slots.AsSpan(0, _count))
        {
            if (slot.TrackRecord.AwaitsProbation)
            {
                return true;
            }
        }

        return false;
    }

    private void CarryLasting(ref StateTransfer state)
    {
        Epoch = state.Carry(Epoch);
        Sequence = state.Carry(Sequence);
        HasPrice = state.Carry(HasPrice);
        _publishedAt = state.Carry(_publishedAt);
        _price = state.Carry(_price, Pair);
        _experience.Carry(ref state);
        _count = state.Carry(_count);
        foreach (ref var slot in _slots.AsSpan(0, _count))
        {
            slot.Carry(ref state, Pair);
        }
    }

    private void CarryLast(ref StateTransfer state)
    {
        _experience.Last = LastDecision.Carry(ref state, _experience.Last);
        _judgement = state.Carry(_judgement);
    }
}
