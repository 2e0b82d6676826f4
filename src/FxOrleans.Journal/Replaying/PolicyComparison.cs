using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// Decides one market by other rules beside a <see cref="MarketReplay"/>, from the same quotes at the same moments, and counts what differs.
/// Reconsiderations that changed nothing by the rules in force are not in the journal, so the other market is reconsidered each second too.
/// Not thread-safe.
/// </summary>
/// <param name="policy">Makes the other rules of those in force.</param>
/// <param name="from">From when differences count.</param>
/// <param name="tally">Where they are counted.</param>
internal sealed class PolicyComparison(Func<PricingPolicy, PricingPolicy> policy, DateTimeOffset from, ReplayTally tally)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private PairPrice? _price;
    private ClockReading _last;

    /// <summary>Takes the head of a block: the first one of an activation begins with the state of then, the others go on.</summary>
    public void Begin(BlockStart start, PricingPolicy inForce, CurrencyPair pair)
    {
        if (_price is null || start.Reason != BlockReason.Continue)
        {
            var recorded = PairPrice.Restore(pair, inForce, start.State);
            var other = policy(inForce);
            (_price, _last) = (Resume(recorded, other, start), start.Clock);
        }
    }

    /// <summary>Decides a quote by the other rules.</summary>
    public void Apply(in Quote quote, ClockReading now)
    {
        PassTime(now);
        _price!.Apply(quote, now, out _);
    }

    /// <summary>Reconsiders by the other rules.</summary>
    public void Reconsider(ClockReading now)
    {
        PassTime(now);
        _price!.Reconsider(now);
    }

    /// <summary>Compares with what the rules in force came to at the same moment.</summary>
    public void Compare(PairPrice recorded, ClockReading now, bool isNew)
    {
        if (isNew && now.Wall >= from)
        {
            tally.Compare(recorded.Current, _price!.HasPrice ? _price.Current : null);
        }
    }

    // More sources than the other rules keep leave no state to go on from: then it begins with none.
    private static PairPrice Resume(PairPrice recorded, PricingPolicy other, BlockStart start) => recorded.SourceCount <= other.MaxSources
        ? PairPrice.Restore(recorded.Pair, other, start.State)
        : new PairPrice(recorded.Pair, other, recorded.Epoch);

    private void PassTime(ClockReading now)
    {
        for (var passed = Pace; passed < now.Monotonic - _last.Monotonic && passed < TimeSpan.FromDays(1); passed += Pace)
        {
            _price!.Reconsider(new ClockReading(_last.Wall + passed, _last.Monotonic + passed));
        }

        _last = now;
    }
}
