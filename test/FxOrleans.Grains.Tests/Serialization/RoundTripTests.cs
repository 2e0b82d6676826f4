using FsCheck;
using FsCheck.Fluent;

using FxOrleans.Abstractions;
using FxOrleans.Pricing;
using FxOrleans.Testing;

using Microsoft.Extensions.DependencyInjection;

using Orleans.Serialization;

namespace FxOrleans.Grains.Tests;

/// <summary>What is sent between silos arrives as it was.</summary>
public sealed class RoundTripTests
{
    private static readonly Serializer Wire = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private static readonly Gen<DateTimeOffset> AnyTime =
        from seconds in Gen.Choose(0, int.MaxValue)
        from ticks in Gen.Choose(0, 9_999_999)
        select DateTimeOffset.UnixEpoch.AddSeconds(seconds).AddTicks(ticks);

    private static readonly Gen<SourceKind> AnyKind = Gen.Elements(Enum.GetValues<SourceKind>());

    private static readonly Gen<QuoteSource> AnySource =
        from name in Gen.Elements("OneFrame", "Ecb", "Ω")
        from kind in AnyKind
        from flags in Gen.Choose(0, 7)
        from weight in Gen.Choose(1, 100)
        select new QuoteSource(name, kind)
        {
            Simulated = (flags & 1) > 0,
            MayCross = (flags & 2) > 0,
            Calendar = (flags & 4) > 0 ? FixingCalendar.Target : FixingCalendar.EveryDay,
            Weight = weight / 10.0,
            FreshFor = TimeSpan.FromSeconds(weight),
            Group = weight > 50 ? "group" : name,
        };

    private static readonly Gen<Price> AnyPrice =
        from pair in Any.Pair
        from mid in Any.Rate
        from spread in Any.HalfSpread
        from at in AnyTime
        from until in AnyTime
        from kind in AnyKind
        from numbers in Gen.Choose(0, int.MaxValue).Two()
        select new Price
        {
            Pair = pair,
            Mid = mid,
            Bid = mid * (1 - spread),
            Ask = mid * (1 + spread),
            Confidence = mid * spread,
            Timestamp = at,
            FreshUntil = until,
            Kind = kind,
            Quorate = numbers.Item1 % 2 == 0,
            Simulated = numbers.Item2 % 2 == 0,
            Sources = numbers.Item1 % 16,
            Epoch = ((long)numbers.Item1 << 21) + numbers.Item2,
            Sequence = numbers.Item2,
            Derived = numbers.Item2 % 4 > 1,
        };

    [Fact]
    public void A_price_round_trips() => Law.Holds(AnyPrice, price => Assert.Equal(price, Trip(price)));

    [Fact]
    public void A_decimals_digits_are_kept_zeros_included() =>
        Assert.Equal("1.10", Trip(Given.Price("EUR/USD", 1.10m)).Mid.ToString(System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void A_message_of_the_tick_streams_round_trips() => Law.Holds(
        AnyPrice.ArrayOf(),
        prices =>
        {
            var message = Trip(new TickMessage { Shard = 3, Producer = long.MaxValue, Number = 1L << 40, Prices = prices });
            Assert.Equal((3, long.MaxValue, 1L << 40), (message.Shard, message.Producer, message.Number));
            Assert.Equal(prices, message.Prices);
        },
        100);

    [Fact]
    public void A_quote_round_trips_with_its_source() => Law.Holds(
        from source in AnySource
        from pair in Any.Pair
        from mid in Any.Rate
        from at in AnyTime
        select Given.Quote(pair.ToString(), mid * 0.999m, mid, mid * 1.001m, at, source),
        quote =>
        {
            var tripped = Trip(quote);
            Assert.Equal(quote, tripped);
            var (sent, came) = (quote.Source, tripped.Source);
            Assert.Equal(
                (sent.Kind, sent.Simulated, sent.MayCross, sent.Weight, sent.FreshFor, sent.Group, sent.Calendar),
                (came.Kind, came.Simulated, came.MayCross, came.Weight, came.FreshFor, came.Group, came.Calendar));
        });

    [Fact]
    public void An_asset_arrives_as_the_catalogues_own() => Law.Holds(Any.Asset, asset => Assert.Same(asset, Trip(asset)));

    [Fact]
    public void An_explanation_round_trips_with_its_legs()
    {
        var view = new QuoteView("A", 1.5m, Given.Now, TimeSpan.FromSeconds(2), 0.5, false, "stale") { Bid = 1.4m, Ask = 1.6m, Deviation = -0.1, Quality = 0.5, Kind = SourceKind.Periodic, Group = "G", Trust = 0.25 };
        var leg = new Explanation(Given.Pair("EUR/USD"), null, [view], [], new PricingPolicy { Quorum = 3, HoldFor = TimeSpan.FromMinutes(7) })
        {
            ConsensusDiagnostics = new ConsensusDiagnostics { Centre = 1.5, Scale = 0.1, Threshold = 0.2, Disputed = true, Doubt = 0.3, Confirmed = true, Uncertainty = new Uncertainty(1, 2, 3) },
            At = Given.Now,
        };
        var sent = new Explanation(Given.Pair("EUR/JPY"), Given.Price("EUR/JPY", 160m), [view, view], [leg], new PricingPolicy());

        var came = Trip(sent);

        Assert.Equal((sent.Pair, sent.Price, sent.Policy), (came.Pair, came.Price, came.Policy));
        Assert.Equal(sent.Quotes, came.Quotes);
        Assert.Equal((leg.Pair, leg.Price, leg.Policy), (came.Legs.Single().Pair, came.Legs.Single().Price, came.Legs.Single().Policy));
        Assert.Equal(leg.Quotes, came.Legs.Single().Quotes);
        Assert.Equal((leg.ConsensusDiagnostics, leg.At), (came.Legs.Single().ConsensusDiagnostics, came.Legs.Single().At));
    }

    /// <summary>A number that somebody adds to the policy must be added to its surrogate: every one is given another value than its default. What makes a price firm stays where it is read.</summary>
    [Fact]
    public void Every_number_of_the_policy_round_trips()
    {
        var policy = new PricingPolicy();
        foreach (var property in typeof(PricingPolicy).GetProperties().Where(property => property.CanWrite && property.PropertyType != typeof(UsagePolicy)))
        {
            property.SetValue(policy, property.GetValue(policy) switch
            {
                int number => number + 1,
                double number => number / 2,
                TimeSpan span => span + TimeSpan.FromSeconds(1),
                var other => throw new NotSupportedException($"{property.Name} is a {other?.GetType()}."),
            });
        }

        Assert.Equal(policy, Trip(policy));
    }

    [Fact]
    public void A_providers_status_round_trips()
    {
        var sent = new ProviderStatus
        {
            Name = "A",
            State = "failing",
            Kind = "live",
            Simulated = true,
            LastSuccess = Given.Now,
            LastFailure = new ProviderFailure(Given.Now, "timeout", "No answer."),
            NewestQuote = Given.Today,
            Accepted = 1,
            Rejected = 2,
            Answers = 3,
            Failures = new Dictionary<string, long> { ["timeout"] = 4, ["empty"] = 5 },
            Rejections = new Dictionary<string, long> { ["stale"] = 6 },
            QuotaLeft = 7,
            Attribution = "Rates by A",
            Lag = 0.25,
            OutlierRate = 0.125,
            Since = Given.Today,
            Institutions = [new("CBN", "Central Bank of Nigeria", "NG", "NGN", "official", "CBN", new DateOnly(2026, 9, 28), Given.Now, 12, 1) { MissedSince = Given.Now }],
            Coverage = new Dictionary<string, CurrencyVoices> { ["NGN"] = new(1, ["CBN", "NBP"]) },
        };

        var came = Trip(sent);

        Assert.Equal(sent.Institutions, came.Institutions);
        Assert.Equal((1, "CBN NBP"), (came.Coverage!["NGN"].Voices, string.Join(' ', came.Coverage["NGN"].Institutions)));
        Assert.Equal(sent.Failures.OrderBy(row => row.Key), came.Failures);
        Assert.Equal(sent.Rejections, came.Rejections);
        Assert.Equal(
            sent with { Failures = came.Failures, Rejections = came.Rejections, Institutions = came.Institutions, Coverage = came.Coverage }, came);
    }

    [Fact]
    public void What_only_a_newer_version_knows_arrives_as_nothing_and_spoils_nothing()
    {
        var surrogate = new CurrencyPairSurrogate { Base = "USD", Quote = "NEWCOIN" };
        Assert.Null(new CurrencyPairConverter().ConvertFromSurrogate(surrogate).Base);

        var quote = new QuoteConverter().ConvertToSurrogate(Given.Quote("EUR/USD", 1m)) with { Pair = default };
        Assert.Null(new QuoteConverter().ConvertFromSurrogate(quote).Source);
        Assert.False(new PriceBook(new PriceBookOptions(), TimeProvider.System).TryAdvance(Trip(new Price
        {
            Pair = default,
            Mid = 1,
            Bid = 1,
            Ask = 1,
            Confidence = 0,
            Timestamp = default,
            Kind = default,
            Sources = 1,
            Epoch = 1,
            Sequence = 1,
        })));
    }

    private static T Trip<T>(T value) => Wire.Deserialize<T>(Wire.SerializeToArray(value))!;
}
