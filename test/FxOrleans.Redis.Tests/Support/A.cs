using FxOrleans.Pricing;

namespace FxOrleans.Redis.Tests;

/// <summary>Prices to test with.</summary>
internal static class A
{
    public static readonly CurrencyPair UsdEur = CurrencyPair.Parse("USD/EUR");
    public static readonly CurrencyPair BtcUsd = CurrencyPair.Parse("BTC/USD");

    public static readonly CurrencyPair[] Pairs = [UsdEur, BtcUsd, CurrencyPair.Parse("XAU/USD"), CurrencyPair.Parse("USD/JPY")];

    public static readonly DateTimeOffset Noon = new(2026, 9, 29, 12, 0, 0, TimeSpan.Zero);

    public static Price Price(CurrencyPair pair, long sequence, long epoch = 1_000, decimal mid = 0.88022588m) => new()
    {
        Pair = pair,
        Mid = mid,
        Bid = mid * 0.999m,
        Ask = mid * 1.001m,
        Confidence = mid * 0.0005m,
        Timestamp = Noon.AddMilliseconds(sequence),
        Kind = SourceKind.Live,
        Quorate = true,
        FreshUntil = Noon.AddSeconds(10),
        Sources = 3,
        Epoch = epoch,
        Sequence = sequence,
    };
}
