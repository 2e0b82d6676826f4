using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>Entity tags: a caller that has the latest price is told so without it.</summary>
public sealed class CachingTests
{
    [Theory]
    [InlineData("/rate?from=USD&to=EUR")]
    [InlineData("/rate?from=usd&to=eur&max_age=1h")]
    [InlineData("/rate?from=EUR&to=USD")]
    [InlineData("/rates?from=USD&to=EUR")]
    [InlineData("/rates/latest?base=USD")]
    [InlineData("/rate/explain?from=USD&to=EUR")]
    [InlineData("/convert?from=USD&to=EUR&amount=3")]
    [InlineData("/currencies")]
    [InlineData("/providers")]
    public async Task An_answer_that_the_caller_has_is_304(string path)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.88m);
        var first = await host.GetAsync(path);
        Assert.Equal(200, first.Status);

        foreach (var tag in (string[])[first.ETag, $"W/{first.ETag}", $"\"other\", {first.ETag}", "*"])
        {
            var again = await host.GetAsync(path, ("If-None-Match", tag));
            Assert.Equal((304, ""), (again.Status, again.Body));
            Assert.Equal(first.ETag, again.ETag);
        }

        Assert.Equal(200, (await host.GetAsync(path, ("If-None-Match", "\"other\""))).Status);
    }

    [Theory]
    [InlineData("/rate?from=USD&to=EUR")]
    [InlineData("/rate?from=EUR&to=GBP")]
    [InlineData("/rates?from=USD&to=EUR")]
    [InlineData("/rates/latest?base=USD&symbols=EUR")]
    [InlineData("/convert?from=USD&to=EUR&amount=3")]
    public async Task A_new_price_has_another_tag(string path)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.88m);
        host.Engine.Tick("USD/GBP", 0.77m);
        var first = await host.GetAsync(path);

        host.Engine.Tick("USD/EUR", 0.89m);

        var next = await host.GetAsync(path, ("If-None-Match", first.ETag));
        Assert.Equal(200, next.Status);
        Assert.NotEqual(first.ETag, next.ETag);
        Assert.NotEqual(first.Body, next.Body);
    }

    [Fact]
    public async Task A_price_that_turned_stale_has_another_tag()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.88m);
        var live = await host.GetAsync("/rate?from=USD&to=EUR");

        host.Advance(TimeSpan.FromSeconds(11));

        var stale = await host.GetAsync("/rate?from=USD&to=EUR", ("If-None-Match", live.ETag));
        Assert.Equal(200, stale.Status);
        Assert.Equal("stale", stale.Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Bytes_that_differ_have_different_tags()
    {
        await using var host = await ServingHost.StartAsync();
        var first = await host.GetAsync("/rate?from=EUR&to=EUR");

        host.Time.Advance(TimeSpan.FromSeconds(1));

        var next = await host.GetAsync("/rate?from=EUR&to=EUR");
        Assert.NotEqual(first.Body, next.Body);
        Assert.NotEqual(first.ETag, next.ETag);
    }
}
