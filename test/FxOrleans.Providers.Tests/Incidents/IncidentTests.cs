using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;
using Xunit.Abstractions;

namespace FxOrleans.Providers.Tests.Incidents;

/// <summary>
/// Public incidents, replayed through the adapters and the decision, a day at a time: who is wrong, or first to tell of a break, is named; a price
/// that is wrong is never firm, not even where fixings may be; after the second publication the price is right.
/// </summary>
public class IncidentTests(ITestOutputHelper output)
{
    private static readonly PricingPolicy Usual = new();
    private static readonly PricingPolicy FixingsMayBeFirm = new() { Usage = new() { Fixings = true, ClosedMarkets = true, CurrencyConfidence = 100 } };

    public static TheoryData<string> Names => [.. Incident.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_incident_is_named_never_firm_and_right_after_the_second_publication(string name)
    {
        var incident = Incident.Read(name);
        await using var host = await ProviderHost.StartAsync("Frankfurter");
        host.With("Providers:CurrencyApi:BaseUrl", host.Server.Address).With("Providers:OpenErApi:BaseUrl", host.Server.Address);
        var price = new PairPrice(CurrencyPair.Parse(incident.Pair), Usual, 1);
        var bodies = new Dictionary<string, string>();
        foreach (var path in new[] { "/v2/rates", "/v6/latest/USD", "/v1/currencies/usd.min.json" })
        {
            host.Server.On(path, http => http.Response.WriteAsync(bodies[path]));
        }

        host.Clock.StepWall(incident.Days[0].Date.Midnight() - host.Clock.GetUtcNow());
        foreach (var day in incident.Days)
        {
            host.Clock.Advance(day.Date.Midnight().AddHours(20) - host.Clock.GetUtcNow());
            var rejected = new List<string>();
            foreach (var (provider, path, body) in day.Answers(incident.Pair))
            {
                bodies[path] = body;
                var answer = await host.Provider(provider).FetchAsync(default);
                rejected.AddRange(answer.Rejected.Select(row => row.Fault.Code()));
                foreach (var quote in answer.Quotes)
                {
                    price.Apply(quote, ClockReading.Now(host.Clock), out _);
                }
            }

            // Who is held back for a while is heard before the next day comes.
            for (var minute = 0; minute < 30; minute++)
            {
                host.Clock.Advance(TimeSpan.FromMinutes(1));
                price.Reconsider(ClockReading.Now(host.Clock));
            }

            var now = host.Clock.GetUtcNow();
            var explained = price.Explain(ClockReading.Now(host.Clock));
            var what = $"{name} {day.Date:yyyy-MM-dd}: {price.Current.Mid} ± {price.Current.Confidence}, {string.Join(' ', UsageRule.Judge(price.Current, Usual, now).Codes())}; "
                + string.Join(", ", explained.Quotes.Select(quote => $"{quote.Provider} {quote.Value} {quote.Reason}"));
            output.WriteLine(what);
            Assert.NotEqual(PriceUsage.Firm, UsageRule.Judge(price.Current, Usual, now).Usage());
            var isRight = day.Right is { } right && price.Current.Mid >= right.Low && price.Current.Mid <= right.High;
            Assert.True(isRight || UsageRule.Judge(price.Current, FixingsMayBeFirm, now).Usage() != PriceUsage.Firm, $"Firm and wrong. {what}");
            Assert.True(isRight || day.Right is null, $"Wrong. {what}");
            foreach (var (who, reason) in incident.Named(day.Date))
            {
                Assert.True(who == "row" ? rejected.Contains(reason) : explained.Quotes.Single(quote => quote.Provider == who).Reason == reason, $"{who} is not named {reason}. {what}");
            }
        }
    }

    [Fact]
    public void Every_incident_names_the_sources_of_its_facts() =>
        Assert.All(Incident.Names, name => Assert.All(Incident.Read(name).Sources.Take(1), source => Assert.True(source.Length > 20, name)));
}
