using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary><c>GET /rates</c>: the Forex Proxy's shape and nothing more.</summary>
public sealed class ProxyRatesTests
{
    [Fact]
    public async Task The_answer_is_exactly_four_fields()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.880225880m, Given.Today);

        var reply = await host.GetAsync("/rates?from=usd&to=EUR");

        Assert.Equal(200, reply.Status);
        Assert.Equal("""{"from":"USD","to":"EUR","price":0.880225880,"timestamp":"2026-03-05T00:00:00Z"}""", reply.Body);
    }

    [Theory]
    [InlineData("/rates", "missing_parameter")]
    [InlineData("/rates?from=USD", "missing_parameter")]
    [InlineData("/rates?from=USD&to=", "missing_parameter")]
    [InlineData("/rates?from=USD&to=NOPE", "invalid_currency")]
    [InlineData("/rates?from=USD&from=USD&to=EUR", "invalid_currency")]
    [InlineData("/rates?from=USD&to=EUR&max_age=x", "invalid_max_age")]
    [InlineData("/rates?from=USD&to=EUR&max_age=1s", "rate_stale")]
    [InlineData("/rates?from=USD&to=KWD", "no_price")]
    public async Task Whatever_it_cannot_answer_is_404(string path, string code)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.88m, Given.Today);

        (await host.GetAsync(path)).IsProblem(404, code);
    }
}
