using FsCheck.Fluent;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Pricing.Tests.Laws;

/// <summary>What a market remembers can be written down at any moment, and what goes on from there goes on as it would have.</summary>
public sealed class StateLaws
{
    private const int Steps = 80;
    private static readonly CurrencyPair Pair = CurrencyPair.Parse("USD/EUR");
    private static readonly PricingPolicy Policy = new() { FrozenQuotes = 3, FrozenAfter = TimeSpan.FromSeconds(2), HoldFor = TimeSpan.FromSeconds(20) };

    [Fact]
    public void A_market_that_is_restored_at_any_moment_decides_as_the_one_that_went_on() => Law.Holds(
        from seed in Gen.Choose(1, int.MaxValue)
        from at in Gen.Choose(0, Steps)
        select (Seed: (ulong)seed, At: at),
        chosen =>
        {
            var (random, price) = (new RandomMarket(Pair, 0.88, chosen.Seed), Begin(chosen.Seed));
            var restored = price;
            for (var step = 0; step < Steps; step++)
            {
                if (step == chosen.At)
                {
                    restored = PairPrice.Restore(Pair, Policy, State(price));
                    Assert.Equal(State(price), State(restored));
                }

                var quote = random.Step();
                var (isNew, verdict) = Do(price, quote, random.Now);
                if (step >= chosen.At)
                {
                    Assert.Equal((isNew, verdict), Do(restored, quote, random.Now));
                    Assert.Equal(State(price), State(restored));
                    Assert.Equal(price.Current, restored.Current);
                }
            }
        });

    [Fact]
    public void What_is_recorded_leads_to_the_same_prices_without_the_reconsiderations_that_are_left_out()
    {
        var (recorded, left) = (0, 0);
        Law.Holds(Gen.Choose(1, int.MaxValue), seed =>
        {
            var random = new RandomMarket(Pair, 0.88, (ulong)seed);
            var (plain, kept, replayed) = (Begin((ulong)seed), Begin((ulong)seed), Begin((ulong)seed));
            var log = new Log();
            kept.RecordWith(log);
            for (var step = 0; step < Steps; step++)
            {
                var before = random.Now;
                var quote = random.Step();
                for (var part = quote is null ? 1 : 3; part <= 3; part++)
                {
                    var now = new ClockReading(before.Wall + ((random.Now.Wall - before.Wall) * part / 3), before.Monotonic + ((random.Now.Monotonic - before.Monotonic) * part / 3));
                    Assert.Equal(Do(plain, quote, now), Do(kept, quote, now));
                    Assert.Equal(plain.Current, kept.Current);
                    left += log.Entries.Count == 0 ? 1 : 0;
                    foreach (var (said, at, isNew) in log.Entries)
                    {
                        recorded++;
                        Assert.Equal(isNew, Do(replayed, said, at).IsNew);
                    }

                    log.Entries.Clear();
                    Assert.Equal(State(kept), State(replayed));
                }
            }
        });

        Assert.True(recorded > 1000 && left > 1000, $"{recorded} recorded, {left} left out");
    }

    [Fact]
    public void Bytes_that_are_no_state_are_refused_and_do_no_harm() => Law.Holds(
        from seed in Gen.Choose(1, int.MaxValue)
        from cut in Gen.Choose(1, 200)
        select (Seed: (ulong)seed, Cut: cut),
        chosen =>
        {
            var (random, price) = (new RandomMarket(Pair, 0.88, chosen.Seed), Begin(chosen.Seed));
            for (var step = 0; step < 20; step++)
            {
                Do(price, random.Step(), random.Now);
            }

            var state = State(price);
            Assert.Throws<InvalidDataException>(() => PairPrice.Restore(Pair, Policy, state.AsSpan(0, Math.Max(0, state.Length - chosen.Cut))));
            Assert.Throws<InvalidDataException>(() => PairPrice.Restore(Pair, Policy, [.. state, 0]));
        });

    [Fact]
    public void A_decimal_comes_back_with_every_digit_and_its_scale() => Law.Holds(
        from value in Any.Rate
        from zeros in Gen.Choose(0, 12)
        select value * (1 + (decimal)Math.Pow(10, -zeros)) * (zeros % 2 == 0 ? 1.000m : -79_000_000_000m),
        value =>
        {
            Span<byte> bytes = stackalloc byte[32];
            var writer = new CompactWriter(bytes);
            writer.Decimal(value);
            var reader = new CompactReader(bytes[..writer.Length]);
            Assert.Equal(decimal.GetBits(value), decimal.GetBits(reader.Decimal()));
            Assert.True(reader.IsAtEnd);
        });

    /// <summary>A calendar that is added must be written down too, or a fixing decided again is fresh for another time.</summary>
    [Fact]
    public void A_source_comes_back_with_all_that_a_decision_knows_of_it()
    {
        FixingCalendar[] calendars = [FixingCalendar.EveryDay, FixingCalendar.Target, new PublicationCalendar(new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Saturday }, TimeSpan.FromHours(30))];
        var kinds = typeof(FixingCalendar).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(FixingCalendar)));
        Assert.Equal(kinds.ToHashSet(), calendars.Select(calendar => calendar.GetType()).ToHashSet());
        foreach (var calendar in calendars)
        {
            var source = new QuoteSource("Bank", SourceKind.Fixing) { Calendar = calendar, Weight = 0.7, Group = "Copies", Simulated = true, MayCross = true, FreshFor = TimeSpan.FromSeconds(7) };
            var bytes = new byte[QuoteSourceBytes.Bound(source)];
            var writer = new CompactWriter(bytes);
            QuoteSourceBytes.Write(ref writer, source);
            var reader = new CompactReader(bytes.AsSpan(0, writer.Length));
            var read = QuoteSourceBytes.Read(ref reader);
            Assert.True(reader.IsAtEnd && QuoteSourceBytes.AreSame(source, read));
            Assert.All(Enumerable.Range(0, 9), day => Assert.Equal(calendar.NextDue(new DateOnly(2026, 3, 1).AddDays(day)), read.Calendar.NextDue(new DateOnly(2026, 3, 1).AddDays(day))));
            Assert.All(calendars.Where(other => other != calendar), other => Assert.False(QuoteSourceBytes.AreSame(source, read with { Calendar = other })));
        }
    }

    private static PairPrice Begin(ulong seed)
    {
        var last = new Price { Pair = Pair, Mid = 0.8812m, Bid = 0.8810m, Ask = 0.8813m, Confidence = 0.001m, Timestamp = Given.Now.AddDays(-1), Kind = SourceKind.Live, Sources = 2, Epoch = 7, Sequence = 3 };
        return new PairPrice(Pair, Policy, 100, seed % 3 == 0 ? last : null);
    }

    private static (bool IsNew, Verdict Verdict) Do(PairPrice price, Quote? quote, ClockReading now) =>
        quote is { } said ? (price.Apply(said, now, out var verdict), verdict) : (price.Reconsider(now), default);

    private static byte[] State(PairPrice price)
    {
        var bytes = new byte[price.StateBound];
        return bytes[..price.WriteState(bytes)];
    }

    private sealed class Log : IDecisionRecorder
    {
        public List<(Quote? Quote, ClockReading At, bool IsNew)> Entries { get; } = [];

        public void Quoted(PairPrice price, in Quote quote, ClockReading now, bool isNew) => Entries.Add((quote, now, isNew));

        public void Reconsidered(PairPrice price, ClockReading now, bool isNew) => Entries.Add((null, now, isNew));

        public void Restarted(PairPrice price) => Assert.Fail("nobody restarts it here");
    }
}
