using FxOrleans.Pricing;

namespace FxOrleans.Local;

/// <summary>A pair's <see cref="PairPrice"/> and the lock that gives it its turn.</summary>
internal sealed class LocalMarket(PairPrice price)
{
    private readonly Lock _turn = new();

    public bool Apply(in Quote quote, Moment now, out Verdict verdict, out Price next)
    {
        lock (_turn)
        {
            var changed = price.Apply(quote, now, out verdict);
            next = price.Current;
            return changed;
        }
    }

    public bool Reconsider(Moment now, out Price next)
    {
        lock (_turn)
        {
            var changed = price.Reconsider(now);
            next = price.Current;
            return changed;
        }
    }

    public bool Supersede(long epoch, out Price next)
    {
        lock (_turn)
        {
            price.RaiseEpoch(epoch);
            var reissued = price.Reissue();
            next = price.Current;
            return reissued;
        }
    }

    public bool TryGet(out Price current)
    {
        lock (_turn)
        {
            current = price.Current;
            return price.HasPrice;
        }
    }

    public Explanation Explain(Moment now)
    {
        lock (_turn)
        {
            return price.Explain(now);
        }
    }

    public Explanation? Explain(long sequence, long? epoch)
    {
        lock (_turn)
        {
            return price.Explain(sequence, epoch);
        }
    }
}
