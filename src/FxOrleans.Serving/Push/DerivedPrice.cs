using FxOrleans.Pricing;

namespace FxOrleans.Serving.Push;

/// <summary>Converts a rate of a pair without quotes to a price that can be written and broadcast.</summary>
public static class DerivedPrice
{
    public static Price Of(Rate rate) => new()
    {
        Pair = new CurrencyPair(rate.From, rate.To),
        Mid = rate.Mid,
        Bid = rate.Bid,
        Ask = rate.Ask,
        Confidence = rate.Confidence,
        Timestamp = rate.Timestamp,
        Kind = rate.FreshStatus == PriceStatus.Live ? SourceKind.Live : SourceKind.Periodic,
        Quorate = rate.FreshStatus == PriceStatus.Live,
        FreshUntil = rate.StaleAt,
        Sources = rate.Sources,
        Simulated = rate.Simulated,
        Derived = true,
        Epoch = rate.Epoch,
        Sequence = rate.Sequence,
    };
}
