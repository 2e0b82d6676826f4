using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>The rate along a path as the markets are now, and what it was made of. Immutable.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="MadeFrom">The price of each step.</param>
/// <param name="StaleAt">When the first of them turns stale by this node's monotonic clock.</param>
internal sealed record PathRate(Rate Rate, ReceivedPrice[] MadeFrom, TimeSpan StaleAt)
{
    /// <summary>Combines the markets of a path of one step or more; null when the product leaves a decimal's range.</summary>
    public static PathRate? Of(ReadOnlySpan<PathStep> path, TimeSpan maxAge)
    {
        var legs = new Leg[path.Length];
        var received = new ReceivedPrice[path.Length];
        var staleAt = TimeSpan.MaxValue;
        for (var i = 0; i < path.Length; i++)
        {
            received[i] = path[i].Market.Latest;
            legs[i] = new Leg(received[i].Price, path[i].Inverted);
            staleAt = received[i].StaleAt < staleAt ? received[i].StaleAt : staleAt;
        }

        return CrossRate.TryCombine(legs, maxAge, out var rate) ? new PathRate(rate!, received, staleAt) : null;
    }

    /// <summary>Encodes it with the status that it has at <paramref name="now"/>, by the wall's clock and by this node's own.</summary>
    public EncodedRate Encode(ClockReading now)
    {
        var stale = now.Monotonic > StaleAt || now.Wall > Rate.StaleAt;
        return new EncodedRate(Rate, stale ? PriceStatus.Stale : Rate.FreshStatus, MadeFrom, stale ? TimeSpan.MaxValue : StaleAt);
    }
}
