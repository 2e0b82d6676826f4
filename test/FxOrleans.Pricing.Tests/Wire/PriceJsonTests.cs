using System.Text;

namespace FxOrleans.Pricing.Tests;

/// <summary>The shape, field by field, and what is made of rows that others wrote.</summary>
public sealed class PriceJsonTests
{
    private const string Foreign = "\"from\":\"USD\",\"to\":\"EUR\",\"price\":0.88,\"timestamp\":\"2026-09-29T00:00:00Z\"";
    private static readonly DateTimeOffset Midnight = new(2026, 9, 29, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void TheShapeIsThatOfRateAndThreeFieldsMore()
    {
        var price = new Price
        {
            Pair = CurrencyPair.Parse("USD/EUR"),
            Mid = 0.88022588m,
            Bid = 0.8802m,
            Ask = 0.88030m,
            Confidence = 0.0005m,
            Timestamp = Midnight,
            Kind = SourceKind.Fixing,
            FreshUntil = Midnight.AddHours(15).AddMilliseconds(250),
            Sources = 1,
            Epoch = 1_790_000_000_000,
            Sequence = 7,
        };
        var json = new byte[PriceJson.MaxLength];
        var length = PriceJson.Write(price, Midnight, TimeSpan.FromSeconds(10), json);
        Assert.Equal(
            "{\"from\":\"USD\",\"to\":\"EUR\",\"price\":0.88022588,\"timestamp\":\"2026-09-29T00:00:00Z\",\"bid\":0.8802,\"ask\":0.88030,"
                + "\"confidence\":0.0005,\"status\":\"indicative\",\"sources\":1,\"via\":[],\"simulated\":false,"
                + "\"epoch\":1790000000000,\"sequence\":7,\"kind\":\"fixing\",\"quorate\":false,\"freshUntil\":\"2026-09-29T15:00:00.250Z\"}",
            Encoding.UTF8.GetString(json, 0, length));
    }

    [Fact]
    public void TheStatusIsThatOfTheMomentGiven()
    {
        var price = Read($"{{{Foreign},\"kind\":\"live\",\"quorate\":true}}");
        var json = new byte[PriceJson.MaxLength];
        string At(double seconds) =>
            Encoding.UTF8.GetString(json, 0, PriceJson.Write(price, Midnight.AddSeconds(seconds), TimeSpan.FromSeconds(10), json));
        Assert.Contains("\"status\":\"live\"", At(10), StringComparison.Ordinal);
        Assert.Contains("\"status\":\"stale\"", At(10.001), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "2026-09-29T00:00:00Z")]
    [InlineData(10_000, "2026-09-29T00:00:00.001Z")]
    [InlineData(5_000_000, "2026-09-29T00:00:00.500Z")]
    [InlineData(1, "2026-09-29T00:00:00.0000001Z")]
    public void TimesHaveNoMoreDigitsThanTheyNeed(int ticks, string text) =>
        Assert.Equal(text, WireTime.Format(Midnight.AddTicks(ticks)));

    [Fact]
    public void AForeignRowIsPeriodicAndGoodForFiveMinutes()
    {
        var price = Read($"{{{Foreign},\"time\":{{\"deep\":[1,{{}}]}},\"bid\":null}}");
        Assert.Equal(
            new Price
            {
                Pair = CurrencyPair.Parse("USD/EUR"),
                Mid = 0.88m,
                Bid = 0.88m,
                Ask = 0.88m,
                Confidence = 0.00088m,
                Timestamp = Midnight,
                Kind = SourceKind.Periodic,
                FreshUntil = Midnight.AddMinutes(5),
                Sources = 1,
                Epoch = 0,
                Sequence = 1_790_640_000_000,
            },
            price);
    }

    [Theory]
    [InlineData("live", 10, PriceStatus.Live)]
    [InlineData("live", 11, PriceStatus.Stale)]
    [InlineData("indicative", 300, PriceStatus.Indicative)]
    [InlineData("stale", 1, PriceStatus.Stale)]
    [InlineData("nonsense", 300, PriceStatus.Indicative)]
    public void AForeignRowIsNeverFresherThanItSaid(string status, int age, PriceStatus expected) =>
        Assert.Equal(expected, Read($"{{{Foreign},\"status\":\"{status}\"}}").StatusAt(Midnight.AddSeconds(age), TimeSpan.FromSeconds(10)));

    [Theory]
    [InlineData("2026-09-29T02:00:00+02:00")]
    [InlineData("2026-09-29T00:00:00")]
    [InlineData("2026-09-29")]
    [InlineData("2026-09-29T00:00:00.000000000Z")]
    public void AForeignTimeHasAnyOffsetAndUtcWithout(string timestamp)
    {
        var price = Read($$"""{"from":"usd","to":"\u0045UR","price":8.8e-1,"timestamp":"{{timestamp}}"}""");
        Assert.Equal((Midnight, TimeSpan.Zero), (price.Timestamp, price.Timestamp.Offset));
        Assert.Equal(0.88m, price.Mid);
    }

    [Theory]
    [InlineData("", "JSON")]
    [InlineData("7", "object")]
    [InlineData("[]", "object")]
    [InlineData("{}", "from")]
    [InlineData("{\"from\":\"USD\",\"to\":\"EUR\",\"price\":1}", "timestamp")]
    [InlineData("{\"from\":\"USD\",\"to\":\"USD\",\"price\":1,\"timestamp\":\"2026-09-29T00:00:00Z\"}", "same")]
    [InlineData("{\"from\":\"USD\",\"to\":\"XYZZY\",\"price\":1,\"timestamp\":\"2026-09-29T00:00:00Z\"}", "to")]
    [InlineData("{\"from\":[\"USD\"],\"to\":\"EUR\",\"price\":1,\"timestamp\":\"2026-09-29T00:00:00Z\"}", "from")]
    [InlineData("{\"from\":\"\\ud800\",\"to\":\"EUR\",\"price\":1,\"timestamp\":\"2026-09-29T00:00:00Z\"}", "")]
    [InlineData("{\"from\":\"USD\",\"to\":\"EUR\",\"price\":0,\"timestamp\":\"2026-09-29T00:00:00Z\"}", "0 < bid")]
    [InlineData("{\"from\":\"USD\",\"to\":\"EUR\",\"price\":\"1\",\"timestamp\":\"2026-09-29T00:00:00Z\"}", "price")]
    [InlineData("{\"from\":\"USD\",\"to\":\"EUR\",\"price\":1e40,\"timestamp\":\"2026-09-29T00:00:00Z\"}", "price")]
    [InlineData("{\"from\":\"USD\",\"to\":\"EUR\",\"price\":1,\"timestamp\":1790000000}", "timestamp")]
    [InlineData("{\"from\":\"USD\",\"to\":\"EUR\",\"price\":1,\"timestamp\":\"yesterday\"}", "timestamp")]
    [InlineData("{" + Foreign + ",\"bid\":0.9}", "bid")]
    [InlineData("{" + Foreign + ",\"ask\":0.8}", "ask")]
    [InlineData("{" + Foreign + ",\"confidence\":-1}", "confidence")]
    [InlineData("{" + Foreign + ",\"epoch\":-1}", "epoch")]
    [InlineData("{" + Foreign + ",\"epoch\":9007199254740993}", "epoch")]
    [InlineData("{" + Foreign + ",\"sequence\":1.5}", "sequence")]
    [InlineData("{" + Foreign + ",\"kind\":\"guess\"}", "kind")]
    [InlineData("{" + Foreign + ",\"simulated\":\"no\"}", "simulated")]
    [InlineData("{" + Foreign + "", "")]
    [InlineData("{" + Foreign + "} {}", "")]
    public void WhatIsNoPriceIsRefusedWithAReason(string json, string reason)
    {
        Assert.False(PriceJson.TryRead(Encoding.UTF8.GetBytes(json), out var price, out var said));
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.Equal(default, price);
    }

    private static Price Read(string json)
    {
        Assert.True(PriceJson.TryRead(Encoding.UTF8.GetBytes(json), out var price, out var reason), reason);
        return price;
    }
}
