namespace FxOrleans.Pricing;

/// <summary>Counts independent sources: those that copy one another share one vote. Made once; not thread-safe.</summary>
internal sealed class Groups(int capacity)
{
    private readonly int[] _voters = new int[capacity];
    private readonly bool[] _seen = new bool[capacity];

    /// <summary>How many voters each group has, by <see cref="SourceSlot.Group"/>, at the last <see cref="Share"/>.</summary>
    public ReadOnlySpan<int> Voters => _voters;

    /// <summary>Divides each group's weight among its voters. Gives the number of independent voters.</summary>
    public int Share(Span<SourceSlot> slots)
    {
        Array.Clear(_voters);
        var groups = 0;
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted && _voters[slot.Group]++ == 0)
            {
                groups++;
            }
        }

        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                slot.Weight /= _voters[slot.Group];
            }
        }

        return groups;
    }

    /// <summary>Independent voters.</summary>
    public int Count(ReadOnlySpan<SourceSlot> slots) => Within(slots, 0, double.PositiveInfinity);

    /// <summary>Independent voters of whom one is within <paramref name="threshold"/> of <paramref name="centre"/>.</summary>
    public int Within(ReadOnlySpan<SourceSlot> slots, double centre, double threshold)
    {
        Array.Clear(_seen);
        var groups = 0;
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted && !_seen[slot.Group] && (centre == 0 || slot.IsWithin(centre, threshold)))
            {
                _seen[slot.Group] = true;
                groups++;
            }
        }

        return groups;
    }

    /// <summary>Independent voters all of whom have lately been refused too often to keep their whole weight.</summary>
    public int Degraded(ReadOnlySpan<SourceSlot> slots)
    {
        var all = Count(slots);
        Array.Clear(_seen);
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted && !_seen[slot.Group] && slot.Quality >= 1)
            {
                _seen[slot.Group] = true;
                all--;
            }
        }

        return all;
    }

    /// <summary>Independent voters of whom one is not on probation.</summary>
    public int Steady(ReadOnlySpan<SourceSlot> slots)
    {
        Array.Clear(_seen);
        var groups = 0;
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted && !_seen[slot.Group] && !slot.TrackRecord.OnProbation)
            {
                _seen[slot.Group] = true;
                groups++;
            }
        }

        return groups;
    }
}
