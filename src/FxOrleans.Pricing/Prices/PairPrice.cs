namespace FxOrleans.Pricing;

/// <summary>
/// The only place that decides a price: holds each source's last quote of one pair and makes one price of them.
/// Plain and single-threaded: the owner gives it its turn. Allocates nothing after construction, but for explaining.
/// </summary>
public sealed partial class PairPrice
{
    private readonly PricingPolicy _policy;
    private readonly SourceSlot[] _slots;
    private readonly LearnedState _experience;
    private readonly Consensus _consensus;
    private readonly DecisionLog _log;
    private readonly UsageLimits _limits;
    private int _count;
    private TimeSpan _publishedAt;
    private ConsensusDiagnostics _judgement;
    private Price _price;

    /// <param name="pair">The pair, in the direction in which its market is kept.</param>
    /// <param name="policy">The numbers to decide by.</param>
    /// <param name="epoch">This activation's epoch; raised above that of <paramref name="last"/> where it is not higher.</param>
    /// <param name="last">The last price that an earlier activation decided, where it is known.</param>
    /// <exception cref="ArgumentException"><paramref name="last"/> is of another pair or direction.</exception>
    public PairPrice(CurrencyPair pair, PricingPolicy policy, long epoch, Price? last = null)
    {
        Pair = pair;
        _policy = policy;
        _slots = new SourceSlot[policy.MaxSources];
        _experience = new LearnedState(policy, pair);
        _log = new DecisionLog(policy.ExplainDepth);
        _consensus = new Consensus(policy, pair, _experience);
        _limits = policy.LimitsOf(pair);
        Epoch = epoch;
        if (last is { } resumed)
        {
            if (resumed.Pair != pair)
            {
                throw new ArgumentException($"A price of {resumed.Pair} cannot be the last one of {pair}.", nameof(last));
            }

            _price = resumed;
            HasPrice = true;
            _experience.Resume(resumed);
            RaiseEpoch(resumed.Epoch);
        }
    }

    public CurrencyPair Pair { get; }

    /// <summary>The epoch of the next price.</summary>
    public long Epoch { get; private set; }

    /// <summary>The sequence number of this epoch's last price; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>True once there is a price.</summary>
    public bool HasPrice { get; private set; }

    /// <summary>The latest price; meaningful while <see cref="HasPrice"/>.</summary>
    public ref readonly Price Current => ref _price;

    /// <summary>Takes a quote of this pair, in either direction, and decides anew. True when there is a new price, in <see cref="Current"/>.</summary>
    /// <exception cref="ArgumentException">The quote is of another pair.</exception>
    public bool Apply(in Quote quote, ClockReading now, out Verdict verdict)
    {
        if (quote.Pair != Pair && quote.Pair.Inverse != Pair)
        {
            throw new ArgumentException($"A quote of {quote.Pair} has come to the price of {Pair}.", nameof(quote));
        }

        _experience.Learn(_slots.AsSpan(0, _count), _price, now);
        verdict = Admit(quote, now, out var index);
        var isNew = index >= 0 && Decide(now, index, out verdict);
        _recorder?.Quoted(this, quote, now, isNew);
        return isNew;
    }

    /// <summary>Decides anew because time has passed: quotes that have aged out no longer count. True when there is a new price.</summary>
    public bool Reconsider(ClockReading now) => _recorder is null ? DecideAgain(now) : DecideAgainOnRecord(now);

    /// <summary>Makes the following prices newer than anything written with <paramref name="seen"/>.</summary>
    public void RaiseEpoch(long seen)
    {
        if (seen >= Epoch)
        {
            Epoch = seen + 1;
            Sequence = 0;
            _recorder?.Restarted(this);
        }
    }

    /// <summary>Gives the current price a new sequence number, so that it goes out again. True when there is one.</summary>
    public bool Reissue()
    {
        if (HasPrice)
        {
            _price = _price with { Epoch = Epoch, Sequence = ++Sequence };
            _log.Repeat(_price);
            _recorder?.Restarted(this);
        }

        return HasPrice;
    }

    /// <summary>
    /// Why the price is what it is: every source's quote with its verdict in the last decision, its age at
    /// <paramref name="now"/>, and the policy. What its confidence was computed from is of the decision that published it.
    /// </summary>
    public Explanation Explain(ClockReading now)
    {
        var record = default(DecisionRecord);
        record.Fill(_price, _log.AsPublished(_price, _judgement), _slots.AsSpan(0, _count), now);
        return record.Explain(_policy) with { Pair = Pair };
    }

    /// <summary>
    /// Why the price of that number (of this epoch, unless another is named) was what it was, ages as they were then; null when it is not
    /// kept. A price that was given out again is known by each of its numbers.
    /// </summary>
    public Explanation? Explain(long sequence, long? epoch = null) =>
        _log.TryFind(epoch ?? Epoch, sequence, out var record) ? record.Explain(_policy) : null;

    private bool DecideAgain(ClockReading now)
    {
        _experience.Learn(_slots.AsSpan(0, _count), _price, now);
        return _count > 0 && Decide(now, -1, out _);
    }

    private Verdict Admit(in Quote quote, ClockReading now, out int index)
    {
        index = IndexOf(quote.Source);
        var skew = quote.Source.Kind == SourceKind.Fixing ? TimeSpan.FromDays(1) : _policy.MaxClockSkew;
        if (quote.Timestamp - now.Wall > skew)
        {
            index = -1;
            return Verdict.FromFuture;
        }

        if (index < 0)
        {
            if (_count == _slots.Length)
            {
                return Verdict.TooManySources;
            }

            index = _count++;
        }
        else
        {
            ref readonly var last = ref _slots[index].Quote;
            if (quote.Timestamp < last.Timestamp)
            {
                index = -1;
                return Verdict.OutOfOrder;
            }

            if (quote.Timestamp == last.Timestamp && quote == last)
            {
                var standing = _slots[index].Verdict;
                index = -1;
                return standing.IsFault() ? standing : Verdict.Repeated; // Said again, what is wrong stays wrong.
            }
        }

        var group = _slots[index].Quote.Source?.Group;
        _slots[index].Take(quote, Pair, now);
        for (var i = 0; i < _count && group != quote.Source.Group; i++)
        {
            _slots[i].Group = GroupOf(i);
        }

        return Verdict.Accepted;
    }

    private bool Decide(ClockReading now, int changed, out Verdict verdict)
    {
        var decided = _consensus.TryDecide(_slots.AsSpan(0, _count), now, out var result);
        _experience.Note(result, decided, now);
        _judgement = result.ConsensusDiagnostics;
        verdict = changed < 0 ? Verdict.Accepted : _slots[changed].Verdict;
        if (changed >= 0 && verdict == Verdict.Accepted && !_slots[changed].IsFresh(now, _policy.MaxAge))
        {
            verdict = Verdict.Stale;
        }

        if (!decided || (HasPrice && result.Leaves(_price) && (changed < 0 || !IsSurerOrLess(result, now, _slots[changed].Verdict))))
        {
            return false;
        }

        _publishedAt = now.Monotonic;
        _price = result.ToPrice(Pair, Epoch, ++Sequence, _limits, _experience.Settled.Wide);
        HasPrice = true;
        _log.Write(_price, _judgement, _slots.AsSpan(0, _count), now);
        return true;
    }

    // A quote may leave the median where it is and still make it more or less sure. Of one that does not count, only a great
    // change is news, unless it is of the price's own moment; mere passing of time is none.
    private bool IsSurerOrLess(in Decision result, ClockReading now, Verdict verdict)
    {
        var (less, more) = (Math.Min(_price.Confidence, result.Confidence), Math.Max(_price.Confidence, result.Confidence));
        return less != more && (verdict is Verdict.Accepted or Verdict.Disputed || now.Monotonic == _publishedAt || more > less * 1.25m);
    }

    private int IndexOf(QuoteSource source)
    {
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_slots[i].Quote.Source, source))
            {
                return i;
            }
        }

        for (var i = 0; i < _count; i++)
        {
            if (_slots[i].Quote.Source.Equals(source))
            {
                return i;
            }
        }

        return -1;
    }

    private int GroupOf(int index)
    {
        var first = 0;
        while (_slots[first].Quote.Source.Group != _slots[index].Quote.Source.Group)
        {
            first++;
        }

        return first;
    }
}
