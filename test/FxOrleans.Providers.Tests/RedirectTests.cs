using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests;

/// <summary>Where redirections are followed to, seen through one provider.</summary>
public class RedirectTests
{
    private const string Path = "/v1/currencies/usd.min.json";
    private const string Good = """{"date":"2026-09-29","usd":{"eur":0.88022588}}""";

    [Fact]
    public async Task Another_host_is_not_followed()
    {
        await using var host = await HostAsync();
        await using var other = await UpstreamServer.StartAsync();
        other.On(Path, Good);
        host.Server.On(Path, "", status: 302, headers: ("Location", other.Address + Path));

        await host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.Redirected);

        Assert.Empty(other.Seen);
    }

    [Fact]
    public async Task The_same_host_is_followed()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, "", status: 308, headers: ("Location", "/elsewhere")).On("/elsewhere", Good);

        Assert.Single((await host.Provider("CurrencyApi").FetchAsync(CancellationToken.None)).Quotes);
    }

    [Fact]
    public async Task A_redirection_in_a_circle_ends()
    {
        await using var host = await HostAsync();
        host.Server.On(Path, "", status: 302, headers: ("Location", Path));

        await host.Provider("CurrencyApi").FailsAsync(ProviderFailureKind.Redirected);

        Assert.Equal(4, host.Server.Seen.Count);
    }

    private static Task<ProviderHost> HostAsync() => ProviderHost.StartAsync("CurrencyApi");
}
