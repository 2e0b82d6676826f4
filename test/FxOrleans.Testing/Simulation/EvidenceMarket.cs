using FxOrleans.Pricing;

namespace FxOrleans.Testing.Simulation;

/// <summary>
/// One market made from a seed, with all that evidence must be able to hold: what a <see cref="RandomMarket"/> has, disputes, a lost quorum, a
/// restart in the middle. Gives the evidence of every price that was published; of those that only repeat a price of before a restart there is none.
/// </summary>
public static class EvidenceMarket
{
    /// <summary>Runs the market and calls back with the evidence of each published price.</summary>
    public static void Run(CurrencyPair pair, double truth, ulong seed, Action<LegEvidence> published)
    {
        Price? resumed = null;
        var records = new List<Explanation>();
        var policy = new PricingPolicy { ExplainDepth = 4, FrozenQuotes = 3, FrozenAfter = TimeSpan.FromSeconds(2), HoldFor = TimeSpan.FromSeconds(20) };
        var market = new RandomMarket(pair, truth, seed);
        var price = new PairPrice(pair, policy, 2_000);
        for (var step = 0; step < 30; step++)
        {
            if (market.Choose(25) == 0 && price.HasPrice)
            {
                resumed = price.Current;
                price = new PairPrice(pair, policy, price.Epoch + 1, price.Current);
            }

            var isNew = market.Step() is { } quote ? price.Apply(quote, market.Now, out _) : price.Reconsider(market.Now);
            if (isNew && price.Explain(price.Sequence) is { } record)
            {
                records.Add(record);
                var rests = LegEvidence.IsLeftAsItWas(record) ? records.FindLast(earlier => LegEvidence.MayRestOn(record, earlier)) : null;
                if (rests is not null || resumed?.Mid != record.Price!.Value.Mid || resumed.Value.Timestamp != record.Price.Value.Timestamp)
                {
                    published(new LegEvidence(record, Inverted: false) { RestsOn = rests });
                }
            }
        }
    }
}
