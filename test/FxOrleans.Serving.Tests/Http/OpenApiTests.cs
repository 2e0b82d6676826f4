namespace FxOrleans.Serving.Tests.Http;

/// <summary>The API's description.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task It_lists_every_endpoint_with_its_parameters()
    {
        await using var host = await ServingHost.StartAsync();

        var reply = await host.GetAsync("/openapi/v1.json");

        Assert.Equal(200, reply.Status);
        Assert.StartsWith("3.", reply.Json.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var paths = reply.Json.GetProperty("paths");
        Assert.Equal(
            [
                "/api/v1/prices/batch", "/api/v1/prices/crypto/mapping", "/api/v1/prices/crypto/search", "/api/v1/prices/crypto/top", "/api/v1/prices/crypto/{id}/image",
                "/api/v1/prices/{symbol}", "/api/v1/prices/{symbol}/history", "/api/v1/prices/{symbol}/ohlcv",
                "/convert", "/currencies", "/health/live", "/health/ready", "/providers", "/rate", "/rate/explain", "/rates", "/rates/latest",
            ],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        var rate = paths.GetProperty("/rate").GetProperty("get");
        Assert.Equal(["from", "to", "at", "max_age"], rate.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        var bars = paths.GetProperty("/api/v1/prices/{symbol}/ohlcv").GetProperty("get").GetProperty("parameters").EnumerateArray().ToList();
        Assert.Equal(["symbol", "period", "interval"], bars.Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.All(bars, parameter => Assert.False(string.IsNullOrEmpty(parameter.GetProperty("description").GetString())));
        Assert.True(rate.GetProperty("responses").TryGetProperty("200", out _));
        Assert.Equal("get", Assert.Single(paths.GetProperty("/rate").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Each_endpoint_that_it_lists_is_there()
    {
        await using var host = await ServingHost.StartAsync();
        foreach (var path in (await host.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject())
        {
            var reply = await host.GetAsync(path.Name);
            Assert.DoesNotContain("unknown_path", reply.Body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/openapi/v2.json")]
    [InlineData("/openapi/..%2fv1.json")]
    [InlineData("/openapi/")]
    public async Task There_is_only_one(string path)
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync(path)).IsProblem(404, "unknown_path");
    }
}
