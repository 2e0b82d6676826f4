using FxOrleans.Pricing;

namespace FxOrleans.Client;

/// <summary>Makes rates of prices: direct, inverse or the best cross. Thread-safe.</summary>
internal sealed class RateReader(PriceBook prices, TimeSpan maxAge, TimeProvider time)
{
    public Rate? Read(CurrencyPair pair) => Read(pair, out _);

    /// <summary>The rate, and the markets that it rests on.</summary>
    public Rate? Read(CurrencyPair pair, out CurrencyPair[] markets)
    {
        var legs = new Leg[PathSearch.MaxLegs];
        var count = PathSearch.Find(prices, pair.Base, pair.Quote, time.GetUtcNow(), maxAge, legs);
        markets = [.. legs.Take(count).Select(leg => leg.Price.Pair)];
        return count > 0 && CrossRate.TryCombine(legs.AsSpan(0, count), maxAge, out var rate) ? rate : null;
    }
}
