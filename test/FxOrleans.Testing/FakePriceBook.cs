using FxOrleans.Pricing;

namespace FxOrleans.Testing;

/// <summary>A book of the given prices.</summary>
public sealed class FakePriceBook(params Price[] prices) : IPriceBook
{
    public ReadOnlySpan<Asset> Neighbours(Asset asset) => prices
        .Where(price => price.Pair.Base == asset || price.Pair.Quote == asset)
        .Select(price => price.Pair.Base == asset ? price.Pair.Quote : price.Pair.Base)
        .ToArray();

    public bool TryGetLeg(Asset from, Asset to, out Leg leg)
    {
        foreach (var price in prices)
        {
            if (price.Pair.Base == from && price.Pair.Quote == to)
            {
                leg = new Leg(price, Inverted: false);
                return true;
            }

            if (price.Pair.Base == to && price.Pair.Quote == from)
            {
                leg = new Leg(price, Inverted: true);
                return true;
            }
        }

        leg = default;
        return false;
    }
}
