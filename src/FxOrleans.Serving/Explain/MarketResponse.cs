using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>A price as it is kept.</summary>
/// <param name="Pair">The pair in the direction in which it is kept.</param>
/// <param name="Inverted">Whether the other direction was asked for.</param>
/// <param name="Price">The mid.</param>
/// <param name="Bid">The bid.</param>
/// <param name="Ask">The ask.</param>
/// <param name="Confidence">Half-width of the 95 % interval, in price units.</param>
/// <param name="Epoch">Under which it was decided; the answer's own may be higher after a cross was served in its place.</param>
/// <param name="Sequence">Under which it was decided.</param>
public sealed record MarketResponse(string Pair, bool Inverted, decimal Price, decimal Bid, decimal Ask, decimal Confidence, long Epoch, long Sequence)
{
    /// <summary>Of a leg.</summary>
    internal static MarketResponse Of(in Leg leg)
    {
        var price = leg.Price;
        return new(price.Pair.ToString(), leg.Inverted, price.Mid, price.Bid, price.Ask, price.Confidence, price.Epoch, price.Sequence);
    }
}
