using FxOrleans.Pricing;
using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>What the log tells somebody who is woken up: what is wrong, since when, and when it is over; each once.</summary>
public sealed class HealthLogTests
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_provider_that_fails_is_named_once_with_why_and_since_when_and_again_when_it_is_back()
    {
        await using var host = await StartAsync(Row("failing") with
        {
            LastSuccess = Given.Now.AddMinutes(-3),
            LastFailure = new ProviderFailure(Given.Now, "unreachable", "Connection refused."),
        });
        await SaidAsync(host, "Warning: Provider Ecb is failing (unreachable: Connection refused.); its last answer was at 2026-03-05T13:57:00Z.");

        host.Engine.Providers[0] = Row("limited");
        host.Advance(Look);
        host.Engine.Providers[0] = Row("ok");
        await SaidAsync(host, "Information: Provider Ecb answers again, after ");

        Assert.Equal(2, host.Notices.Lines.Count(notice => notice.Contains("Ecb", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_provider_that_lies_is_named_with_its_fault()
    {
        await using var host = await StartAsync(Row("ok") with
        {
            Answers = 2, // A first one alone is not told.
            OutlierRate = 0.31,
            Accepted = 69,
            Rejected = 31,
            Rejections = new Dictionary<string, long> { ["stale"] = 1, ["scaled"] = 30 },
        });

        await SaidAsync(host, "Warning: Provider Ecb: 31 % of its recent quotes are wrong (mostly scaled) and left out; /rate/explain shows each.");
        host.Engine.Providers[0] = Row("ok");
        await SaidAsync(host, "Information: Provider Ecb quotes soundly again, after ");
    }

    [Fact]
    public async Task A_node_whose_prices_are_all_stale_says_so_and_when_it_is_over()
    {
        await using var host = await ServingHost.StartAsync();
        await SaidAsync(host, "Information: Ready: there are prices to answer with.", priced: true);

        host.Advance(TimeSpan.FromMinutes(1));
        await SaidAsync(host, "Warning: Not ready: Every price is stale.");

        await SaidAsync(host, "Information: Ready again after ", priced: true);
    }

    private static ProviderStatus Row(string state) => new()
    {
        Name = "Ecb",
        State = state,
        Kind = "fixing",
        Failures = new Dictionary<string, long>(),
        Rejections = new Dictionary<string, long>(),
    };

    private static async Task<ServingHost> StartAsync(ProviderStatus provider)
    {
        var host = await ServingHost.StartAsync();
        host.Engine.Providers.Add(provider);
        return host;
    }

    // It looks when its timer has fired, in its own time.
    private static Task SaidAsync(ServingHost host, string notice, bool priced = false) => Eventually.TrueAsync(
        () =>
        {
            if (priced)
            {
                host.Engine.Tick("USD/EUR", 0.8m, host.Time.GetUtcNow());
            }

            host.Advance(Look);
            return host.Notices.Lines.Any(said => said.StartsWith(notice, StringComparison.Ordinal));
        },
        notice);
}
