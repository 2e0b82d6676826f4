namespace FxOrleans.Pricing;

/// <summary>
/// Who may vote. 1. Simulated sources are silent where a real one quotes the pair. 2. The freshest kind that has a fresh quote
/// decides: live, else periodic, else fixing; with none fresh, the newest quote (of the freshest kind) and those of its kind and time.
/// </summary>
/// <param name="Kind">The kind that votes.</param>
/// <param name="Newest">Its newest timestamp.</param>
/// <param name="Fresh">False when only stale quotes are left.</param>
internal readonly record struct Electorate(SourceKind Kind, DateTimeOffset Newest, bool Fresh)
{
    /// <summary>Opens the vote: everybody is admitted but simulated ones beside a real one. True when all are simulated.</summary>
    public static bool Open(Span<SourceSlot> slots)
    {
        var real = false;
        foreach (ref var slot in slots)
        {
            slot.Verdict = Verdict.Accepted;
            slot.Weight = 0;
            slot.Contradicted = false;
            real |= !slot.Quote.Source.Simulated;
        }

        foreach (ref var slot in slots)
        {
            if (real && slot.Quote.Source.Simulated)
            {
                slot.Verdict = Verdict.Sandbox;
            }
        }

        return !real;
    }

    /// <summary>Admits again those that only had to stand back for a fresher kind, whose voters have all been refused.</summary>
    public static void Reopen(Span<SourceSlot> slots)
    {
        foreach (ref var slot in slots)
        {
            if (slot.Verdict is Verdict.Superseded or Verdict.Stale)
            {
                slot.Verdict = Verdict.Accepted;
            }
        }
    }

    /// <summary>Chooses the kind, and gives each voter its weight and everybody else the reason why not. False when nobody is left.</summary>
    public static bool TryElect(Span<SourceSlot> slots, Moment now, TimeSpan maxAge, out Electorate electorate)
    {
        var any = TryChoose(slots, now, maxAge, out electorate);
        foreach (ref var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted)
            {
                slot.Verdict = electorate.Admit(slot, now, maxAge);
                slot.Weight = slot.Verdict == Verdict.Accepted ? electorate.Weigh(slot) : 0;
            }
        }

        return any;
    }

    private static bool TryChoose(Span<SourceSlot> slots, Moment now, TimeSpan maxAge, out Electorate electorate)
    {
        var (any, found) = (false, false);
        var (freshKind, newest) = (SourceKind.DailyFixing, DateTimeOffset.MinValue);
        var (staleKind, staleNewest) = (SourceKind.DailyFixing, DateTimeOffset.MinValue);
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict != Verdict.Accepted)
            {
                continue;
            }

            any = true;
            var kind = slot.Quote.Source.Kind;
            if (slot.IsFresh(now, maxAge) && kind <= freshKind)
            {
                newest = !found || kind < freshKind || slot.Timestamp > newest ? slot.Timestamp : newest;
                freshKind = kind;
                found = true;
            }

            if (slot.Timestamp > staleNewest || (slot.Timestamp == staleNewest && kind < staleKind))
            {
                (staleKind, staleNewest) = (kind, slot.Timestamp);
            }
        }

        electorate = found ? new(freshKind, newest, true) : new(staleKind, staleNewest, false);
        return any;
    }

    private Verdict Admit(in SourceSlot slot, Moment now, TimeSpan maxAge)
    {
        var kind = slot.Quote.Source.Kind;
        if (Fresh)
        {
            return !slot.IsFresh(now, maxAge) ? Verdict.Stale
                : kind != Kind ? Verdict.Superseded
                : Verdict.Accepted;
        }

        return kind != Kind || Newest - slot.Timestamp > (Kind == SourceKind.Live ? maxAge : TimeSpan.Zero)
            ? Verdict.Stale
            : Verdict.Accepted;
    }

    // A fixing of an earlier day says less of today: half for each day that it is behind the newest. Live quotes within the maximum
    // age weigh alike: if age counted, the youngest liar could outvote older honest ones.
    private double Weigh(in SourceSlot slot)
    {
        var age = Kind == SourceKind.DailyFixing && slot.Timestamp != Newest ? Math.Pow(0.5, (Newest - slot.Timestamp).TotalDays) : 1;
        return slot.Quote.Source.Weight * age * slot.Quality;
    }
}
