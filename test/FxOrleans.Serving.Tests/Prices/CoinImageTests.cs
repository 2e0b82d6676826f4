using System.Text;
using FxOrleans.Pricing;
using FxOrleans.PricePlatform;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>Pictures of coins from the service itself.</summary>
public sealed class CoinImageTests
{
    private const string Crypto = "/api/v1/prices/crypto";

    private readonly FakeCoins _coins = new();
    private readonly FakeImages _images = new();

    [Fact]
    public async Task A_coins_picture_comes_from_the_address_that_the_catalogue_gave_and_is_kept_for_a_day()
    {
        await using var host = await StartAsync();

        var reply = await host.GetAsync($"{Crypto}/coin-1/image");

        Assert.Equal((200, "image/png"), (reply.Status, reply.ContentType));
        Assert.Equal(_images.Picture, reply.Bytes);
        Assert.Equal(["https://example.org/1.png"], _images.Asked);
        Assert.Equal("public, max-age=86400", reply.Headers["Cache-Control"]);
        Assert.Equal("nosniff", reply.Headers["X-Content-Type-Options"]);
        Assert.Contains("sandbox", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal(304, (await host.GetAsync($"{Crypto}/coin-1/image", ("If-None-Match", reply.ETag))).Status);
        host.Advance(TimeSpan.FromHours(11));
        Assert.Equal(200, (await host.GetAsync($"{Crypto}/coin-1/image")).Status);
        Assert.Single(_images.Asked);
    }

    [Fact]
    public async Task A_hundred_who_ask_at_once_cost_one_call()
    {
        var open = new TaskCompletionSource();
        _images.Held = open.Task;
        await using var host = await StartAsync();

        var asking = Enumerable.Range(0, 100).Select(_ => host.GetAsync($"{Crypto}/coin-2/image")).ToArray();
        await Eventually.TrueAsync(() => _images.Asked.Length > 0, "the upstream is asked");
        open.SetResult();

        Assert.All(await Task.WhenAll(asking), reply => Assert.Equal(200, reply.Status));
        Assert.Equal((1, 1), (_images.Asked.Length, _coins.Calls));
    }

    [Theory]
    [InlineData("no-such-coin")]
    [InlineData("coin-601")]
    [InlineData("..%2F..%2Fetc%2Fpasswd")]
    [InlineData("https:%2F%2Fexample.org%2Fa.png")]
    public async Task What_the_catalogue_has_not_told_of_is_unknown_and_nobody_is_asked(string id)
    {
        await using var host = await StartAsync();
        await host.GetAsync($"{Crypto}/top?limit=10");

        for (var i = 0; i < 3; i++)
        {
            (await host.GetAsync($"{Crypto}/{id}/image")).IsProblem(404, "unknown_symbol");
        }

        Assert.Empty(_images.Asked);
        Assert.Equal(1, _coins.Calls);
    }

    [Fact]
    public async Task A_coin_that_a_search_found_has_its_picture_too()
    {
        await using var host = await StartAsync();
        (await host.GetAsync($"{Crypto}/nobody-trades-it/image")).IsProblem(404, "unknown_symbol");

        await host.GetAsync($"{Crypto}/search?q=nti");

        (await host.GetAsync($"{Crypto}/nobody-trades-it/image")).IsProblem(404, "no_image"); // It is known, but has none.
        Assert.Empty(_images.Asked);
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<!DOCTYPE html><html>Just a moment...</html>")]
    [InlineData("GIF89a")]
    [InlineData("")]
    public async Task What_is_no_picture_made_of_pixels_is_refused_and_asked_for_again_soon(string body)
    {
        var good = _images.Picture;
        _images.Picture = Encoding.UTF8.GetBytes(body);
        await using var host = await StartAsync();

        (await host.GetAsync($"{Crypto}/coin-1/image")).IsProblem(404, "no_image");
        (await host.GetAsync($"{Crypto}/coin-1/image")).IsProblem(404, "no_image");
        Assert.Single(_images.Asked);

        _images.Picture = good;
        host.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(200, (await host.GetAsync($"{Crypto}/coin-1/image")).Status);
    }

    [Fact]
    public async Task One_that_is_too_large_or_lies_elsewhere_is_refused()
    {
        await using var host = await StartAsync();
        _images.Picture = [.. _images.Picture!, .. new byte[CoinImages.MaxBytes]];
        (await host.GetAsync($"{Crypto}/coin-1/image")).IsProblem(404, "no_image");

        _images.Picture = null;
        (await host.GetAsync($"{Crypto}/coin-2/image")).IsProblem(404, "no_image");
    }

    [Fact]
    public async Task While_the_upstream_is_away_a_kept_picture_is_given_and_a_new_one_is_a_503()
    {
        await using var host = await StartAsync();
        var kept = await host.GetAsync($"{Crypto}/coin-1/image");
        _images.Failure = new ProviderException(ProviderFailureKind.Unreachable, "away");
        _coins.Failure = _images.Failure;
        host.Advance(TimeSpan.FromHours(25));

        Assert.Equal(kept.Bytes, (await host.GetAsync($"{Crypto}/coin-1/image")).Bytes);
        var reply = await host.GetAsync($"{Crypto}/coin-2/image");
        reply.IsProblem(503, "upstream_unavailable");
        Assert.True(reply.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task A_catalogue_that_fails_is_not_asked_again_for_each_coin()
    {
        _coins.Failure = new ProviderException(ProviderFailureKind.Unreachable, "away");
        await using var host = await StartAsync();
        foreach (var id in new[] { "coin-1", "coin-2", "nonsense" })
        {
            (await host.GetAsync($"{Crypto}/{id}/image")).IsProblem(503, "upstream_unavailable");
        }

        Assert.Equal(1, _coins.Calls);
        _coins.Failure = null;
        host.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(200, (await host.GetAsync($"{Crypto}/coin-1/image")).Status);
    }

    [Fact]
    public async Task Any_number_of_names_leaves_the_memory_as_it_is()
    {
        await using var host = await StartAsync();
        await host.GetAsync($"{Crypto}/coin-1/image");
        for (var i = 0; i < 200; i++)
        {
            await host.GetAsync($"{Crypto}/made-up-{i}/image");
        }

        Assert.Equal(1, host.Service<CoinImages>().Count);
    }

    private Task<ServingHost> StartAsync() => ServingHost.StartAsync(setup => setup.Services = services =>
    {
        services.AddSingleton<ICoinCatalog>(_coins);
        services.AddSingleton<ICoinImages>(_images);
    });
}
