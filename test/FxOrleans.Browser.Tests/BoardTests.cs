using Xunit.Abstractions;

namespace FxOrleans.Browser.Tests;

/// <summary>The board as somebody uses it.</summary>
[Collection(DemoService.Name)]
public sealed class BoardTests(DemoService service, ITestOutputHelper output) : PageTest<DemoService>(service, output)
{
    [Fact]
    public async Task Prices_move_and_say_that_they_are_simulated()
    {
        var page = await OpenAsync();
        await page.PricedAsync("USD/EUR");
        await page.MovedAsync("USD/EUR");

        Assert.Equal("connected", await page.ConnectionAsync());
        Assert.True(await page.Page.Locator("[data-simulated=\"true\"]").First.IsVisibleAsync());
        await OpenedPage.UntilAsync(async () => string.Equals(await page.FieldAsync("USD/EUR", "status"), "live", StringComparison.OrdinalIgnoreCase), "USD/EUR is live");
        Assert.True((await page.PairsAsync()).Length >= 20);
        page.IsClean();
    }

    [Fact]
    public async Task A_move_lights_the_price_up_and_goes_out_again()
    {
        var page = await OpenAsync();
        await page.PricedAsync("BTC/USD");
        await page.Field("BTC/USD", "price").EvaluateAsync("price => price.scrollIntoView({ block: 'center' })");

        await OpenedPage.UntilAsync(async () => await Lit(), "the price is lit");
        await OpenedPage.UntilAsync(async () => !await Lit(), "it goes out");
        page.IsClean();

        async Task<bool> Lit() => await page.Field("BTC/USD", "price").GetAttributeAsync("data-flash") is "up" or "down";
    }

    [Fact]
    public async Task Bid_mid_and_ask_stand_in_order_with_their_pips_large()
    {
        var page = await OpenAsync();
        await page.PricedAsync("USD/JPY");

        var (bid, price, ask) = (OpenedPage.Number(await page.FieldAsync("USD/JPY", "bid")), OpenedPage.Number(await page.FieldAsync("USD/JPY", "price")), OpenedPage.Number(await page.FieldAsync("USD/JPY", "ask")));
        var larger = await page.Field("USD/JPY", "price").EvaluateAsync<bool>(
            "price => parseFloat(getComputedStyle(price.querySelector('.pips')).fontSize) > parseFloat(getComputedStyle(price).fontSize)");

        Assert.InRange(price, bid * 0.999m, ask * 1.001m);
        Assert.True(larger);
        Assert.Equal(2, (await page.Field("USD/JPY", "price").Locator(".pips").InnerTextAsync()).Length);
        page.IsClean();
    }

    [Fact]
    public async Task Rows_out_of_sight_are_kept_current_too()
    {
        var page = await OpenAsync();
        await page.PricedAsync("XAU/USD");

        Assert.False(await page.Row("XAU/USD").EvaluateAsync<bool>("row => row.getBoundingClientRect().top < innerHeight"));
        await page.MovedAsync("XAU/USD");
        page.IsClean();
    }

    [Fact]
    public async Task Search_finds_codes_and_names_and_escape_widens_it_again()
    {
        var page = await OpenAsync();
        await page.PricedAsync("USD/JPY");

        await page.Page.Keyboard.PressAsync("/");
        await page.Page.Keyboard.TypeAsync("btc");
        await OpenedPage.UntilAsync(async () => await page.PairsAsync() is ["BTC/USD"], "BTC/USD alone is left");
        await page.Page.Keyboard.PressAsync("Escape");
        await OpenedPage.UntilAsync(async () => await page.Row("USD/JPY").IsVisibleAsync(), "all rows are shown again");
        await page.Page.Keyboard.TypeAsync("naira");
        await OpenedPage.UntilAsync(async () => (await page.PairsAsync()).All(pair => pair.EndsWith("/NGN", StringComparison.Ordinal)), "pairs with the naira are left");
        await page.Page.Locator("#search").FillAsync("sek/zar");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.PricedAsync("SEK/ZAR");
        page.IsClean();
    }

    [Theory]
    [InlineData("africa", "USD/NGN", "USD/EUR")]
    [InlineData("majors", "USD/EUR", "USD/NGN")]
    [InlineData("metals", "XAU/USD", "USD/EUR")]
    [InlineData("coins", "BTC/USD", "USD/EUR")]
    [InlineData("stocks", "AAPL/USD", "USD/EUR")]
    public async Task A_group_shows_its_own(string group, string inside, string outside)
    {
        var page = await OpenAsync();
        await page.PricedAsync(inside);

        await page.Page.Locator($"[data-choice={group}]").ClickAsync();
        await OpenedPage.UntilAsync(async () => await page.PairsAsync() is var pairs && pairs.Contains(inside) && !pairs.Contains(outside), $"{group} alone are shown");
        page.IsClean();
    }

    [Fact]
    public async Task A_click_on_a_title_sorts_a_second_turns_it_round_a_third_ends_it()
    {
        var page = await OpenAsync();
        await page.PricedAsync("USD/EUR");
        await page.PricedAsync("GBP/NGN");
        var usual = await page.PairsAsync();
        var title = page.Page.Locator("[data-column=pair] button");

        await title.ClickAsync();
        await StandAsync(pairs => pairs.SequenceEqual(pairs.Order(StringComparer.Ordinal)), "sorted");
        Assert.Equal("ascending", await page.Page.Locator("[data-column=pair]").GetAttributeAsync("aria-sort"));
        await title.ClickAsync();
        await StandAsync(pairs => pairs.SequenceEqual(pairs.OrderDescending(StringComparer.Ordinal)), "the other way round");
        await title.ClickAsync();
        await StandAsync(pairs => pairs.Intersect(usual).SequenceEqual(usual), "as before");
        page.IsClean();

        Task StandAsync(Func<string[], bool> how, string inWords) => OpenedPage.UntilAsync(async () => how(await page.PairsAsync()), $"the rows stand {inWords}");
    }

    [Fact]
    public async Task Favourites_are_kept_in_the_browser()
    {
        var page = await OpenOwnAsync();
        await page.PricedAsync("USD/CHF");

        await page.Row("USD/CHF").Locator(".star").ClickAsync();
        await page.Page.ReloadAsync();
        await page.PricedAsync("USD/CHF");
        await page.Page.Locator("[data-choice=favourites]").ClickAsync();
        await OpenedPage.UntilAsync(async () => await page.PairsAsync() is ["USD/CHF"], "the favourite is still there, alone");
        page.IsClean();
    }

    [Fact]
    public async Task An_amount_is_converted_and_turned_round()
    {
        var page = await OpenAsync();
        await page.PricedAsync("USD/EUR");
        await OpenedPage.UntilAsync(async () => await page.Page.Locator("#convert-from option").CountAsync() > 100, "there is a choice of assets");

        await page.Page.Locator("#amount").FillAsync("100.25");
        await page.Page.Locator("#convert-from").SelectOptionAsync("USD");
        await page.Page.Locator("#convert-to").SelectOptionAsync("JPY");
        var result = page.Page.Locator(".converter .result");
        await OpenedPage.UntilAsync(async () => (await result.InnerTextAsync()).EndsWith(" JPY", StringComparison.Ordinal), "the result is in yen");
        Assert.DoesNotContain('.', await result.InnerTextAsync()); // Yen have no minor unit.
        await page.Page.Locator(".converter button").ClickAsync();
        await OpenedPage.UntilAsync(async () => (await result.InnerTextAsync()).EndsWith(" USD", StringComparison.Ordinal), "the result is in dollars");
        await page.Page.Locator("#amount").FillAsync("a hundred");
        await OpenedPage.UntilAsync(async () => await result.InnerTextAsync() == "", "what is no amount has no result");
        page.IsClean();
    }

    [Fact]
    public async Task An_amount_is_never_taken_for_another()
    {
        var page = await OpenAsync();
        await page.PricedAsync("USD/EUR");

        await UnderstoodAsync(page, "1,500.50", "for 1,500.5 ");
        await RefusedAsync(page, "1,5", "1,234.5");
        await UnderstoodAsync(page, "1,234,567", "for 1,234,567 ");
        await RefusedAsync(page, "64,00", "1,234.5");
        await UnderstoodAsync(page, "0.0000000000000001", "for 0.0000000000000001 ");
        page.IsClean();
    }

    [Fact]
    public async Task Numbers_are_written_and_read_as_the_reader_writes_them()
    {
        var page = await OpenOwnAsync(locale: "de-DE");
        await page.PricedAsync("USD/EUR");

        Assert.Matches(@"^0,\d{5}$", await page.FieldAsync("USD/EUR", "price"));
        await UnderstoodAsync(page, "1.500,50", "for 1.500,5 ");
        await RefusedAsync(page, "1.5", "1.234,5");
        await UnderstoodAsync(page, "64,00", "for 64 ");
        page.IsClean();
    }

    private static async Task UnderstoodAsync(OpenedPage page, string typed, string understood)
    {
        await page.Page.FillAsync("#amount", typed);
        await OpenedPage.UntilAsync(
            async () => (await page.Page.Locator(".converter .small").InnerTextAsync()).StartsWith(understood, StringComparison.Ordinal)
                && (await page.Page.Locator(".converter .result").InnerTextAsync()).Any(char.IsDigit),
            $"{typed} is understood: {understood}");
    }

    private static async Task RefusedAsync(OpenedPage page, string typed, string example)
    {
        await page.Page.FillAsync("#amount", typed);
        await OpenedPage.UntilAsync(
            async () => await page.Page.Locator(".converter .small").InnerTextAsync() == $"Not an amount. Write it like {example}"
                && await page.Page.Locator(".converter .result").InnerTextAsync() == "",
            $"{typed} is no amount");
    }
}
