using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests.Refreshing;

/// <summary>One refresh: what is written, and what is left alone.</summary>
public sealed class RefresherTests
{
    private static readonly CurrencyPair UsdEur = CurrencyPair.Parse("USD/EUR");
    private static readonly CurrencyPair UsdJpy = CurrencyPair.Parse("USD/JPY");
    private static readonly QuoteSource Made = new("OneFrame", SourceKind.Periodic) { Simulated = true };

    private readonly FakeTime _time = new();
    private readonly FakeSheet _sheet = new();

    [Fact]
    public async Task New_prices_have_epochs_above_all_that_is_held_and_the_others_stay()
    {
        var ahead = _time.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds();
        _sheet.Rows = [Held(UsdEur) with { Epoch = ahead }, Held(UsdJpy)];

        var outcome = await Refresher(Asking(Made, UsdEur, 0.5m)).OnceAsync(CancellationToken.None);

        Assert.True(outcome.Done);
        Assert.Equal((1, 1), (outcome.Refreshed, outcome.Kept));
        var changed = Assert.Single(_sheet.Changed);
        Assert.Equal((0.5m, ahead + 1), (changed.Mid, changed.Epoch));
        Assert.Equal([changed, Held(UsdJpy)], _sheet.Rows);
    }

    [Fact]
    public async Task A_jump_is_believed_since_nobody_waits_until_it_has_lasted()
    {
        _sheet.Rows = [Held(UsdEur)];

        await Refresher(Asking(Made, UsdEur, 0.018m)).OnceAsync(CancellationToken.None);

        Assert.Equal(0.018m, Assert.Single(_sheet.Changed).Mid);
    }

    [Fact]
    public async Task A_fresh_real_price_is_not_replaced_by_a_made_up_one()
    {
        _sheet.Rows = [Held(UsdEur) with { Simulated = false, FreshUntil = _time.GetUtcNow().AddMinutes(1) }];

        var outcome = await Refresher(Asking(Made, UsdEur, 0.5m), Asking(Made with { Name = "Other" }, UsdJpy, 150m)).OnceAsync(CancellationToken.None);

        Assert.Equal(UsdJpy, Assert.Single(_sheet.Changed).Pair);
        Assert.Equal(1, outcome.Kept);
    }

    [Fact]
    public async Task One_provider_of_two_is_enough_and_the_other_is_told_of()
    {
        var failing = new FakeProvider(Made with { Name = "Failing" })
        {
            Answers = _ => throw new ProviderException(ProviderFailureKind.RateLimited, "Quota reached."),
        };

        var outcome = await Refresher(failing, Asking(Made, UsdEur, 0.5m)).OnceAsync(CancellationToken.None);

        Assert.True(outcome.Done);
        Assert.Equal(["Failing: Quota reached."], outcome.Troubles);
        Assert.Equal([0, 1], outcome.Providers.Select(row => row.Accepted));
    }

    [Fact]
    public async Task When_nobody_answers_nothing_is_written()
    {
        _sheet.Rows = [Held(UsdEur)];
        var provider = Asking(Made, UsdEur, 0.5m);
        provider.Answers = _ => throw new ProviderException(ProviderFailureKind.Unreachable, "No connection.");

        var outcome = await Refresher(provider).OnceAsync(CancellationToken.None);

        Assert.False(outcome.Done);
        Assert.Equal(0, _sheet.Writes);
    }

    [Fact]
    public async Task While_the_sheet_is_away_nobody_is_asked()
    {
        _sheet.Failure = new RateSheetException("Redis could not be asked (away).");
        var provider = Asking(Made, UsdEur, 0.5m);

        var outcome = await Refresher(provider).OnceAsync(CancellationToken.None);

        Assert.Equal("Redis could not be asked (away).", outcome.Failure);
        Assert.Equal(0, provider.Asked);
    }

    [Fact]
    public async Task Rounds_keep_their_pace_over_a_restart_and_come_slower_while_they_fail()
    {
        var every = TimeSpan.FromMinutes(4);
        var provider = Asking(Made, UsdEur, 0.5m);
        var refresher = Refresher(provider);

        Assert.Equal(every, await new RefreshRounds(refresher, _sheet, every, _time).NextAsync(CancellationToken.None));
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = new RefreshRounds(refresher, _sheet, every, _time);
        Assert.Equal(TimeSpan.FromMinutes(3), await second.NextAsync(CancellationToken.None));
        Assert.Equal(1, provider.Asked);

        _time.Advance(TimeSpan.FromMinutes(3));
        provider.Answers = _ => throw new ProviderException(ProviderFailureKind.Unreachable, "No connection.");
        var pauses = new List<double>();
        for (var i = 0; i < 6; i++)
        {
            pauses.Add((await second.NextAsync(CancellationToken.None)).TotalSeconds);
            _time.Advance(TimeSpan.FromSeconds(pauses[^1]));
        }

        Assert.Equal([15, 30, 60, 120, 240, 240], pauses);
    }

    private static Price Held(CurrencyPair pair) => Given.Price(pair.ToString(), 0.9m) with
    {
        Kind = SourceKind.Periodic, Simulated = true, FreshUntil = Given.Now.AddMinutes(-1), Epoch = 5,
    };

    private static FakeProvider Asking(QuoteSource source, CurrencyPair pair, decimal mid)
    {
        Assert.True(Quote.TryCreate(source, pair, mid, Given.Now, out var quote, out _));
        return new FakeProvider(source) { Answers = _ => Task.FromResult(new ProviderAnswer([quote], [])) };
    }

    private Refresher Refresher(params IRateProvider[] providers) => new(providers, [UsdEur, UsdJpy], new PricingPolicy(), _sheet, _time);
}
