namespace FxOrleans.Pricing;

/// <summary>
/// Who may vote. 1. Simulated sources are silent where a real one quotes the pair. 2. The freshest kind that has a fresh quote
/// decides: live, else periodic, else fixing; with none fresh, the newest quote (of the freshest kind) and those of its kind and time.
/// </summary>
/// <param name="Kind">The kind that votes.</param>
/// <param name="Newest">Its newest timestamp.</param>
/// <param name="Fresh">False when only stale quotes are left.</param>
/// <param name="Returns">Only those are left that were left behind before, so that these count again.</param>
internal readonly record struct VoterSelection(SourceKind Kind, DateTimeOffset Newest, bool Fresh, bool Returns)
{
    /// <summary>True when all are simulated.</summary>
    public static bool IsSimulated(ReadOnlySpan<SourceSlot> slots)
    {
        foreach (ref readonly var slot in slots)
        {
            if (!slot.Quote.Source.Simulated)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether anybody of those who may vote is fresh or has spoken since the last decision.</summary>
    public static bool HasNews(ReadOnlySpan<SourceSlot> slots, bool simulated, ClockReading now, TimeSpan maxAge)
    {
        foreach (ref readonly var slot in slots)
        {
            if (slot.Quote.Source.Simulated == simulated && (slot.TrackRecord.Spoke || slot.IsFresh(now, maxAge)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether one of the voters has spoken since the last decision.</summary>
    public static bool HasSpoken(ReadOnlySpan<SourceSlot> slots)
    {
        foreach (ref readonly var slot in slots)
        {
            if (slot.Verdict == Verdict.Accepted && slot.TrackRecord.Spoke)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Opens the vote: everybody is admitted but simulated ones beside a real one.</summary>
    public static void Open(Span<SourceSlot> slots, bool simulated)
    {
        foreach (ref var slot in slots)
        {
            slot.Verdict = slot.Quote.Source.Simulated == simulated ? Verdict.Accepted : Verdict.Sandbox;
            slot.Weight = 0;
            slot.Contradicted = false;
        }
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
    public static bool TryElect(Span<SourceSlot> slots, ClockReading now, TimeSpan maxAge, out VoterSelection electorate)
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

    private static bool TryChoose(Span<SourceSlot> slots, ClockReading now, TimeSpan maxAge, out VoterSelection electorate)
    {
        var (any, found, returns) = (false, false, true);
        var (freshKind, newest) = (SourceKind.Fixing, DateTimeOffset.MinValue);
        var (staleKind, staleNewest) = (SourceKind.Fixing, DateTimeOffset.MinValue);
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

            // Who was left behind while others were fresh does not come back by their silence.
            if (returns && !slot.TrackRecord.IsLeftBehind)
            {
                (staleNewest, returns) = (DateTimeOffset.MinValue, false);
            }

            if (slot.TrackRecord.IsLeftBehind && !returns)
            {
                continue;
            }

            if (slot.Timestamp > staleNewest || (slot.Timestamp == staleNewest && kind < staleKind))
            {
                (staleKind, staleNewest) = (kind, slot.Timestamp);
            }
        }

        electorate = found ? new(freshKind, newest, true, false) : new(staleKind, staleNewest, false, returns);
        return any;
    }

    private Verdict Admit(in SourceSlot slot, ClockReading now, TimeSpan maxAge)
    {
        var kind = slot.Quote.Source.Kind;
        if (Fresh)
        {
            return !slot.IsFresh(now, maxAge) ? Verdict.Stale
                : kind != Kind ? Verdict.Superseded
                : Verdict.Accepted;
        }

        return kind != Kind || (slot.TrackRecord.IsLeftBehind && !Returns) || Newest - slot.Timestamp > (Kind == SourceKind.Live ? maxAge : TimeSpan.Zero)
            ? Verdict.Stale
            : Verdict.Accepted;
    }

    // A fixing of an earlier day says less of today: half for each day that it is behind the newest. Live quotes within the maximum
    // age weigh alike: if age counted, the youngest liar could outvote older honest ones.
    private double Weigh(in SourceSlot slot)
    {
        var age = Kind == SourceKind.Fixing && slot.Timestamp != Newest ? Math.Pow(0.5, (Newest - slot.Timestamp).TotalDays) : 1;
        return slot.Quote.Source.Weight * age * slot.Quality;
    }
}
