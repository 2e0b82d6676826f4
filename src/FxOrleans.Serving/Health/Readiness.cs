using FxOrleans.Pricing;

namespace FxOrleans.Serving.Health;

/// <summary>Whether this node may be sent requests: the board has prices, not all of them are stale, and no fact speaks against it. Thread-safe.</summary>
public sealed class Readiness(RateBoard board, BoardFeeder feeder, IEnumerable<IHealthFact> facts)
{
    /// <summary>What else is told of the node.</summary>
    public IEnumerable<IHealthFact> Facts => facts;

    /// <summary>Why not; empty when it may.</summary>
    public IReadOnlyList<string> Reasons()
    {
        var reasons = new List<string>();
        if (!feeder.IsSynced)
        {
            reasons.Add("The board has not been filled yet.");
        }

        var now = board.Now;
        if (board.Markets.Count == 0)
        {
            reasons.Add("The board has no prices.");
        }
        else if (board.Markets.All(market => market.StatusAt(now, board.Options.MaxAge) == PriceStatus.Stale))
        {
            reasons.Add("Every price is stale.");
        }

        reasons.AddRange(facts.Select(fact => fact.NotReadyBecause).OfType<string>());
        return reasons;
    }
}
