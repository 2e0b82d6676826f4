using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace FxOrleans.Pricing.Tests;

/// <summary>What holds for any price and for any bytes.</summary>
public sealed class PriceJsonLaws
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    [Fact]
    public void WhatIsWrittenIsReadBackExactly() =>
        Prop.ForAll(Prices.ToArbitrary(), price =>
        {
            var json = Write(price);
            return PriceJson.TryRead(json, out var read, out _)
                && read == price
                && Write(read).AsSpan().SequenceEqual(json); // The digits too: 1.10 is not 1.1.
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void WhoReadsItJudgesItsUsageAsWhoWroteIt() =>
        Prop.ForAll(Prices.ToArbitrary(), price =>
        {
            var policy = new PricingPolicy();
            var json = new byte[PriceJson.MaxLength];
            var length = PriceJson.Write(price, price.Timestamp, policy, json);
            using var written = JsonDocument.Parse(json.AsMemory(0, length));
            var told = written.RootElement.TryGetProperty("reasons", out var reasons) ? reasons.EnumerateArray().Select(reason => reason.GetString()) : [];
            return PriceJson.TryRead(json.AsSpan(0, length), out var read, out _)
                && read == price
                && told.SequenceEqual(UsageRule.Judge(read, policy, price.Timestamp).Codes())
                && written.RootElement.GetProperty("usage").GetString() == UsageRule.Judge(read, policy, price.Timestamp).Usage().Code();
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void WhatIsWrittenIsJsonThatAnybodyReads() =>
        Prop.ForAll(Prices.ToArbitrary(), price =>
        {
            using var json = JsonDocument.Parse(Write(price));
            var root = json.RootElement;
            return root.GetProperty("price").GetRawText() == price.Mid.ToString(CultureInfo.InvariantCulture)
                && root.GetProperty("timestamp").GetDateTimeOffset() == price.Timestamp
                && root.GetProperty("status").GetString() == price.StatusAt(price.Timestamp, MaxAge).Code()
                && root.GetProperty("sequence").GetInt64() == price.Sequence;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void AnyBytesAreReadOrRefusedWithAReason() =>
        Prop.ForAll(Spoiled.ToArbitrary(), json =>
            PriceJson.TryRead(json, out var price, out var reason)
                ? price.Bid > 0 && price.Bid <= price.Mid && price.Mid <= price.Ask && reason is null
                : reason is not null && price == default).QuickCheckThrowOnFailure();

    [Fact]
    public void AnArrayIsReadAsItsRows() =>
        Prop.ForAll(Gen.ListOf(Prices).ToArbitrary(), prices =>
        {
            var rows = string.Join(",7,", prices.Select(price => Encoding.UTF8.GetString(Write(price))));
            var read = new List<Price>();
            return PriceJson.TryReadAll(Encoding.UTF8.GetBytes($"[{rows}]"), read, out var malformed, out _)
                && read.SequenceEqual(prices)
                && malformed == Math.Max(0, prices.Count - 1);
        }).QuickCheckThrowOnFailure();

    private static byte[] Write(Price price)
    {
        var output = new ArrayBufferWriter<byte>();
        PriceJson.Write(price, price.Timestamp, MaxAge, output);
        return output.WrittenSpan.ToArray();
    }

    private static Gen<int> Bits => Gen.Choose(int.MinValue, int.MaxValue);

    // Any of the 96 bits and any scale.
    private static Gen<decimal> Numbers =>
        from low in Bits
        from middle in Gen.OneOf(Gen.Constant(0), Bits)
        from high in Gen.OneOf(Gen.Constant(0), Bits)
        from scale in Gen.Choose(0, 28)
        let number = new decimal(low, middle, high, false, (byte)scale)
        select number == 0 ? 1.10m : number;

    private static Gen<DateTimeOffset> Times =>
        from seconds in Gen.Choose(0, int.MaxValue)
        from fraction in Gen.OneOf(Gen.Constant(0), Gen.Choose(0, 999).Select(ms => ms * 10_000), Gen.Choose(0, 9_999_999))
        from hours in Gen.Choose(-12, 14)
        select DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(fraction).ToOffset(TimeSpan.FromHours(hours));

    private static Gen<Price> Prices =>
        from assets in Gen.Choose(0, AssetCatalog.Count - 1).Two()
        from first in Numbers
        from second in Numbers
        from third in Numbers
        from confidence in Numbers
        from timestamp in Times
        from freshUntil in Gen.OneOf(Gen.Constant(default(DateTimeOffset)), Times)
        from kind in Gen.Elements(Enum.GetValues<SourceKind>())
        from flags in Gen.Choose(0, 31)
        from degraded in Gen.Choose(0, 3)
        from sources in Gen.Choose(0, int.MaxValue)
        from epoch in Gen.Choose(0, int.MaxValue)
        from sequence in Gen.Choose(0, int.MaxValue)
        let order = new[] { first, second, third }.Order().ToArray()
        let other = assets.Item1 == assets.Item2 ? (assets.Item1 + 1) % AssetCatalog.Count : assets.Item2
        select new Price
        {
            Pair = new CurrencyPair(AssetCatalog.All[assets.Item1], AssetCatalog.All[other]),
            Bid = order[0],
            Mid = order[1],
            Ask = order[2],
            Confidence = confidence,
            Timestamp = timestamp,
            FreshUntil = freshUntil,
            Kind = kind,
            Quorate = (flags & 1) == 1,
            Simulated = (flags & 2) == 2,
            Disputed = (flags & 4) == 4,
            Wide = (flags & 8) == 8,
            PegBroken = (flags & 16) == 16,
            Degraded = degraded,
            Sources = sources,
            Epoch = ((long)epoch << 22) + epoch,
            Sequence = sequence,
        };

    // A price with some bytes overwritten, mostly by such that mean something in JSON.
    private static Gen<byte[]> Spoiled =>
        from price in Prices
        from count in Gen.Choose(1, 6)
        from places in Gen.Choose(0, 10_000).ArrayOf(count)
        from bytes in Gen.OneOf(
            Gen.Elements("{}[]\",:\\-.0e tfn\u0001".Select(c => (byte)c)), Gen.Choose(0, 255).Select(i => (byte)i)).ArrayOf(count)
        select Spoil(Write(price), places, bytes);

    private static byte[] Spoil(byte[] json, int[] places, byte[] bytes)
    {
        for (var i = 0; i < places.Length; i++)
        {
            json[places[i] % json.Length] = bytes[i];
        }

        return places[0] % 3 == 0 ? json[..(places[0] % json.Length)] : json;
    }
}
