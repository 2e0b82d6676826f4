using FxOrleans.Pricing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Providers.Tests;

public class CoinGeckoImagesTests
{
    private const string Path = "/coins/images/1/large/bitcoin.png";

    [Fact]
    public async Task A_picture_is_fetched_without_the_key_and_costs_no_quota()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.With("Providers:CoinGecko:ApiKey", "secret").With("Providers:CoinGecko:Quota", "1/00:01:00");
        host.Server.On(Path, [1, 2, 3], "image/png");

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal([1, 2, 3], (await Images(host).ImageAsync(host.Server.Address + Path, 3, default))!.Value.ToArray());
        }

        Assert.All(host.Server.Seen, request => Assert.DoesNotContain("secret", string.Join(' ', request.Headers.Values), StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_that_is_too_large_is_none()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        host.Server.On(Path, new byte[5], "image/png");

        Assert.Null(await Images(host).ImageAsync(host.Server.Address + Path, 4, default));
    }

    [Fact]
    public async Task At_another_server_nobody_is_asked_and_no_redirection_leads_there()
    {
        await using var host = await ProviderHost.StartAsync("CoinGecko");
        await using var other = await UpstreamServer.StartAsync();
        other.On(Path, [1], "image/png");

        Assert.Null(await Images(host).ImageAsync(other.Address + Path, 100, default));
        host.Server.On(Path, "", status: 302, headers: ("Location", other.Address + Path));
        var failure = await Assert.ThrowsAsync<ProviderException>(() => Images(host).ImageAsync(host.Server.Address + Path, 100, default));

        Assert.Equal(ProviderFailureKind.Redirected, failure.Kind);
        Assert.Empty(other.Seen);
    }

    [Theory]
    [InlineData("https://coin-images.coingecko.com/coins/images/1/large/bitcoin.png?1696501400", true)]
    [InlineData("https://assets.coingecko.com/coins/images/1/large/bitcoin.png", true)]
    [InlineData("https://api.example.org:8443/bitcoin.png", true)]
    [InlineData("http://coin-images.coingecko.com/a.png", false)]
    [InlineData("https://coin-images.coingecko.com:8443/a.png", false)]
    [InlineData("https://coin-images.coingecko.com.example.org/a.png", false)]
    [InlineData("https://user@assets.coingecko.com/a.png", false)]
    [InlineData("https://api.example.org/a.png", false)]
    [InlineData("http://169.254.169.254/latest/meta-data", false)]
    [InlineData("file:///etc/passwd", false)]
    public void Pictures_are_taken_from_few_hosts_only(string address, bool taken) =>
        Assert.Equal(taken, CoinGeckoImages.IsOurs(new Uri(address), UpstreamAddress.Parse("https://api.example.org:8443/v")));

    private static ICoinImages Images(ProviderHost host) => host.Services.GetRequiredService<ICoinImages>();
}
