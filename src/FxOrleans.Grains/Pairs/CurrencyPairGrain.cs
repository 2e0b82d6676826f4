using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Options;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// One market: gives its <see cref="PairPrice"/> an identity, a turn and a timer, and publishes each new price.
/// It resumes from the last known price under a higher epoch. When it moves, the sources' quotes move with it.
/// </summary>
[GrainType("currencypair"), RendezvousPlacement]
internal sealed class CurrencyPairGrain(
    PairConvention convention,
    KnownSources sources,
    PricingPolicy policy,
    ResumePoint resume,
    LocalActivations localGrains,
    EpochFence localPairs,
    TickPublisher sinks,
    IOptions<GrainsOptions> options,
    TimeProvider time,
    IDecisionJournal? journal = null) : Grain, ICurrencyPairGrain, IGrainMigrationParticipant
{
    private const string QuotesKey = "quotes";
    private const string PriceKey = "price";

    private readonly Dictionary<string, Quote> _quotes = new(StringComparer.Ordinal);
    private PairPrice _pair = null!; // Set before the first call: OnActivateAsync makes it.
    private Price? _carried;
    private IDisposable? _recording;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var pair = CurrencyPair.Parse(this.GetPrimaryKeyString());
        if (convention.Canonical(pair) != pair)
        {
            throw new ArgumentException($"The market of {pair} is kept as {convention.Canonical(pair)}.");
        }

        var last = await resume.FindAsync(pair, _carried, cancellationToken);
        _pair = new PairPrice(pair, policy, time.GetUtcNow().ToUnixTimeMilliseconds(), last);
        _pair.RaiseEpoch(localPairs.Written(pair));
        _recording = journal?.Record(_pair, policy);
        var now = ClockReading.Now(time);
        foreach (var quote in _quotes.Values)
        {
            _pair.Apply(quote, now, out _);
        }

        if (_pair.HasPrice)
        {
            Publish();
        }

        // Its timer keeps it active: a market that has been quoted stays, even when it is stale.
        this.RegisterGrainTimer(
            static (self, _) => self.ReconsiderAsync(),
            this,
            new GrainTimerCreationOptions { DueTime = options.Value.ReconsiderInterval, Period = options.Value.ReconsiderInterval, KeepAlive = true });

        // Last, because an activation that failed earlier would never remove its entries.
        localPairs.Add(pair, _pair.Epoch, GrainContext);
        localGrains.AddPair(GrainContext);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        localGrains.Remove(GrainContext);
        _recording?.Dispose();
        if (_pair is not null)
        {
            localPairs.Remove(_pair.Pair, GrainContext);
        }

        return Task.CompletedTask;
    }

    public ValueTask<SubmitReceipt> SubmitAsync(Quote[] quotes)
    {
        var now = ClockReading.Now(time);
        var verdicts = new Verdict[quotes.Length];
        for (var i = 0; i < quotes.Length; i++)
        {
            if (!sources.TryAdopt(quotes[i], out var adopted))
            {
                verdicts[i] = Verdict.UnknownSource;
                continue;
            }

            var quote = adopted.Value;
            var changed = _pair.Apply(quote, now, out verdicts[i]);
            if (verdicts[i] is not (Verdict.OutOfOrder or Verdict.FromFuture or Verdict.TooManySources))
            {
                _quotes[quote.Source.Name] = quote;
            }

            if (changed)
            {
                Publish();
            }
        }

        return new(new SubmitReceipt { Verdicts = verdicts, HasPrice = _pair.HasPrice });
    }

    public ValueTask<Price?> GetLatestAsync()
    {
        LeaveIfUnknown();
        return new(_pair.HasPrice ? _pair.Current : null);
    }

    public ValueTask<Explanation> ExplainAsync()
    {
        LeaveIfUnknown();
        return new(_pair.Explain(ClockReading.Now(time)));
    }

    public ValueTask<Explanation?> ExplainPastAsync(long sequence, long? epoch)
    {
        LeaveIfUnknown();
        return new(_pair.Explain(sequence, epoch));
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        if (_pair is { HasPrice: true })
        {
            dehydrationContext.TryAddValue(PriceKey, _pair.Current);
        }

        dehydrationContext.TryAddValue(QuotesKey, _quotes.Values.ToArray());
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue<Price>(PriceKey, out var price) && price.Pair.Base is not null)
        {
            _carried = price;
        }

        if (rehydrationContext.TryGetValue<Quote[]>(QuotesKey, out var quotes))
        {
            foreach (var quote in quotes!)
            {
                if (sources.TryAdopt(quote, out var adopted))
                {
                    _quotes[adopted.Value.Source.Name] = adopted.Value;
                }
            }
        }
    }

    private Task ReconsiderAsync()
    {
        if (_pair.Reconsider(ClockReading.Now(time)))
        {
            Publish();
        }

        return Task.CompletedTask;
    }

    /// <summary>Deactivates after a question about a market without quotes, so that nothing stays behind.</summary>
    private void LeaveIfUnknown()
    {
        if (!_pair.HasPrice && _quotes.Count == 0)
        {
            DeactivateOnIdle();
        }
    }

    private void Publish() => sinks.Publish(new ReadOnlySpan<Price>(in _pair.Current));
}
