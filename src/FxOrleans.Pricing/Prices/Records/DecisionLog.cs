namespace FxOrleans.Pricing;

/// <summary>
/// The last published prices of a pair with what they were made of, in a ring that is filled once and then written over: nothing is
/// allocated in the steady state.
/// </summary>
internal sealed class DecisionLog(int depth)
{
    private readonly DecisionRecord[] _ring = new DecisionRecord[depth];
    private int _next;

    /// <summary>Writes down a price that has just been decided.</summary>
    public void Write(in Price price, in ConsensusDiagnostics judgement, ReadOnlySpan<SourceSlot> slots, ClockReading now)
    {
        if (_ring.Length > 0)
        {
            _ring[_next].Fill(price, judgement, slots, now);
            _next = (_next + 1) % _ring.Length;
        }
    }

    /// <summary>Writes down that the last price was given out again under new numbers. One of an earlier activation has no record to repeat.</summary>
    public void Repeat(in Price price)
    {
        if (_ring.Length > 0)
        {
            ref readonly var last = ref _ring[(_next + _ring.Length - 1) % _ring.Length];
            if (last.Count > 0)
            {
                _ring[_next].Copy(last, price);
                _next = (_next + 1) % _ring.Length;
            }
        }
    }

    /// <summary>
    /// The last decision's judgement, with what the price's confidence was computed from when it was published: a later decision that
    /// leaves the price as it is may be surer or less so. Unchanged where the record is not kept.
    /// </summary>
    public ConsensusDiagnostics AsPublished(in Price price, in ConsensusDiagnostics latest) =>
        TryFind(price.Epoch, price.Sequence, out var published)
            ? latest with { Doubt = published.ConsensusDiagnostics.Doubt, Uncertainty = published.ConsensusDiagnostics.Uncertainty }
            : latest;

    /// <summary>Finds the record of that sequence number of that epoch, if it is still kept.</summary>
    public bool TryFind(long epoch, long sequence, out DecisionRecord found)
    {
        foreach (ref readonly var record in _ring.AsSpan())
        {
            if (record.Count > 0 && record.Price.Sequence == sequence && record.Price.Epoch == epoch)
            {
                found = record;
                return true;
            }
        }

        found = default;
        return false;
    }
}
