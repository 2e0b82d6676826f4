using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>GET /pegs</c>, and what a broken peg makes of its currency's prices.</summary>
public sealed class PegsTests
{
    [Fact]
    public async Task A_peg_shows_its_band_and_its_evidence_and_its_break_refuses_the_currency()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        await LookAsync(host, 3.6725m, "inside");

        var peg = await PegAsync(host);
        Assert.Equal(
            """{"pair":"USD/AED","parity":3.6725,"band":[3.6633,3.6817],"state":"inside","since":null,"evidence":[{"provider":"A","value":3.6725,"timestamp":"2026-03-05T14:00:00Z"},{"provider":"B","value":3.6725,"timestamp":"2026-03-05T14:00:00Z"}]}""",
            peg.GetRawText());
        Assert.Equal("firm", await UsageAsync(host, "USD", "AED"));

        await LookAsync(host, 4.4m, "edge");
        await LookAsync(host, 4.4m, "broken");

        Assert.Equal("2026-03-05T14:00:30Z", (await PegAsync(host)).GetProperty("since").GetString());
        Assert.Equal(["refuse", "refuse", "firm"], [await UsageAsync(host, "USD", "AED"), await UsageAsync(host, "AED", "EUR"), await UsageAsync(host, "USD", "EUR")]);
        var reason = (await host.GetAsync("/rate/explain?from=USD&to=AED")).Json.GetProperty("reasons")[0];
        Assert.Equal("""{"code":"peg_broken","value":"broken","threshold":"inside"}""", reason.GetRawText());
    }

    [Fact]
    public async Task A_break_is_an_event_for_those_who_asked_for_events()
    {
        await using var host = await ServingHost.StartAsync();
        await using var socket = await host.ConnectSocketAsync("/ws/rates?pairs=USD/EUR&events=1");
        await using var hub = await host.ConnectHubAsync();
        Assert.Null((await hub.InvokeAsync("SubscribeEvents")).Error);
        await LookAsync(host, 3.6725m, "inside");
        await LookAsync(host, 4.4m, "edge");
        await LookAsync(host, 4.4m, "broken");

        JsonElement frame;
        do
        {
            frame = JsonSerializer.Deserialize<JsonElement>(await socket.Messages.NextAsync());
        }
        while (!frame.TryGetProperty("type", out var type) || type.GetString() != "peg" || frame.GetProperty("peg").GetProperty("state").GetString() != "broken");

        Assert.Equal((await PegAsync(host)).GetRawText(), frame.GetProperty("peg").GetRawText());
        Assert.Equal("edge", (await hub.On("peg").NextAsync()).GetProperty("state").GetString());
        Assert.Equal((await PegAsync(host)).GetRawText(), (await hub.On("peg").NextAsync()).GetRawText());
    }

    [Fact]
    public async Task Events_are_asked_for_with_0_or_1()
    {
        await using var host = await ServingHost.StartAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => host.ConnectSocketAsync("/ws/rates?events=yes"));
    }

    [Fact]
    public async Task A_peg_to_another_currency_than_the_dollar_is_judged_by_each_sources_own_cross()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.TickAll([Given.Price("USD/EUR", 0.8m), Given.Price("USD/XOF", 524.7656m)]);
        Explain(host, "USD/EUR", 0.8m, Given.Now);
        Explain(host, "USD/XOF", 524.7656m, Given.Now);

        host.Advance(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => host.Board.Pegs.Reports.Count > 0, "it has been looked at");

        var report = host.Board.Pegs.Reports.Single();
        Assert.Equal((Given.Pair("EUR/XOF"), PegState.Inside), (report.Peg.Pair, report.State));
        Assert.Equal([655.957m, 655.957m], report.Evidence.Select(voice => voice.Value));
    }

    [Fact]
    public async Task A_node_that_only_serves_takes_the_word_that_comes_with_the_prices()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Prices = [Given.Price("USD/AED", 4.4m) with { PegBroken = true }]);

        host.Advance(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => host.Board.Pegs.Reports.Count > 0, "it has been looked at");

        Assert.Equal("broken", (await PegAsync(host)).GetProperty("state").GetString());
        Assert.Equal("refuse", await UsageAsync(host, "USD", "AED"));
    }

    // Ten seconds pass, in which both sources have quoted anew.
    private static async Task LookAsync(ServingHost host, decimal rate, string state)
    {
        host.Engine.Tick("USD/AED", rate, host.Time.GetUtcNow());
        host.Engine.Tick("USD/EUR", 0.8m, host.Time.GetUtcNow());
        Explain(host, "USD/AED", rate, host.Time.GetUtcNow());
        host.Advance(TimeSpan.FromSeconds(10));
        await Eventually.TrueAsync(() => host.Board.Pegs.Reports.Any(report => report.State.Code() == state), $"it is {state}");
    }

    private static void Explain(ServingHost host, string pair, decimal rate, DateTimeOffset at) =>
        host.Engine.Explanations[Given.Pair(pair)] = new Explanation(
            Given.Pair(pair),
            null,
            [new QuoteView("A", rate, at, TimeSpan.Zero, 1, true, null), new QuoteView("B", rate, at, TimeSpan.Zero, 1, true, null), new QuoteView("Old", rate * 2, at, TimeSpan.Zero, 0, false, "stale")],
            [],
            new PricingPolicy());

    private static async Task<JsonElement> PegAsync(ServingHost host) => (await host.GetAsync("/pegs")).Json[0];

    private static async Task<string> UsageAsync(ServingHost host, string from, string to) => (await host.GetAsync($"/rate?from={from}&to={to}")).Json.GetProperty("usage").GetString()!;
}
