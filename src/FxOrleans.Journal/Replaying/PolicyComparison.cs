using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// Decides one market by other rules beside a <see cref="MarketReplay"/>, from the same quotes at the same moments, and counts what differs.
/// Reconsiderations that changed nothing by the rules in force are not in the journal, so the other market is reconsidered each second too.
/// Not thread-safe.
/// </summary>
/// <param name="policy">Makes the other rules of those in force.</param>
/// <param name="question">From when and until when differences count.</param>
/// <param name="tally">Where they are counted.</param>
internal sealed class PolicyComparison(Func<PricingPolicy, PricingPolicy> policy, ReplayQuestion question, ReplayTally tally)
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private PairPrice? _price;
    private PricingPolicy _inForce = new();
    private PricingPolicy _other = new();
    private ClockReading _last;

    /// <summary>Takes the head of a block: the first one of an activation begins with the state of then, the others go on.</summary>
    public void Begin(BlockStart start, PricingPolicy inForce, CurrencyPair pair)
    {
        _inForce = inForce;
        if (_price is null || start.Reason != BlockReason.Continue)
        {
            var recorded = PairPrice.Restore(pair, inForce, start.State);
            _other = policy(inForce);
            (_price, _last) = (Resume(recorded, _other, start), start.Clock);
        }
    }

    /// <summary>Decides a quote by the other rules, and compares what they find with what those in force found.</summary>
    public void Apply(in Quote quote, ClockReading now, Verdict recorded)
    {
        PassTime(now);
        _price!.Apply(quote, now, out var found);
        if (IsAsked(now))
        {
            tally.Compare(recorded, found);
        }
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
        if (isNew && IsAsked(now))
        {
            var (published, other) = (recorded.Current, _price!.HasPrice ? _price.Current : (Price?)null);
            tally.Compare(published, IsFirm(published, _inForce, now), other, other is { } found && IsFirm(found, _other, now));
        }
    }

    private bool IsAsked(ClockReading now) => now.Wall >= question.From && now.Wall <= question.To;

    private static bool IsFirm(in Price price, PricingPolicy rules, ClockReading now) => UsageRule.Judge(price, rules, now.Wall) == UsageReason.None;

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
