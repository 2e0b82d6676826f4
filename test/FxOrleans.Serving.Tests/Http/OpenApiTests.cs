using System.Text.Json;
using FxOrleans.Serving.Tests.Access;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>The API's description.</summary>
public sealed class OpenApiTests
{
    /// <summary>The one whose answer has no end.</summary>
    private const string Endless = "/rates/stream";

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
                "/convert", "/currencies", "/health/live", "/health/ready", "/pegs", "/providers", "/rate", "/rate/explain", "/rates", "/rates/latest", "/rates/official", "/rates/series", "/rates/stream",
            ],
            paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        var rate = paths.GetProperty("/rate").GetProperty("get");
        Assert.Equal(["from", "to", "at", "max_age", "usage"], rate.GetProperty("parameters").EnumerateArray().Select(parameter => parameter.GetProperty("name").GetString()));
        var bars = paths.GetProperty("/api/v1/prices/{symbol}/ohlcv").GetProperty("get").GetProperty("parameters").EnumerateArray().ToList();
        Assert.Equal(["symbol", "period", "interval", "format"], bars.Select(parameter => parameter.GetProperty("name").GetString()));
        Assert.All(bars, parameter => Assert.False(string.IsNullOrEmpty(parameter.GetProperty("description").GetString())));
        Assert.True(rate.GetProperty("responses").TryGetProperty("200", out _));
        Assert.Equal("get", Assert.Single(paths.GetProperty("/rate").EnumerateObject()).Name);
    }

    [Fact]
    public async Task Each_endpoint_that_it_lists_is_there()
    {
        await using var host = await ServingHost.StartAsync();
        foreach (var path in (await host.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").EnumerateObject().Where(path => path.Name != Endless))
        {
            var reply = await host.GetAsync(path.Name);
            Assert.DoesNotContain("unknown_path", reply.Body, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_keys_are_asked_for_it_says_how_to_give_one_and_what_it_must_be_good_for()
    {
        await using var host = await ServingHost.StartAsync(setup => setup.Access = Keyed.Options);

        var document = (await host.GetAsync("/openapi/v1.json", Keyed.Header(Keyed.Reader))).Json;

        var schemes = document.GetProperty("components").GetProperty("securitySchemes");
        Assert.Equal(
            ["apiKey header X-Api-Key", "apiKey query access_token", "http bearer"],
            schemes.EnumerateObject().Select(scheme => string.Join(' ', Text(scheme.Value, "type", "in", "scheme", "name"))).Order(StringComparer.Ordinal));
        foreach (var path in document.GetProperty("paths").EnumerateObject().Where(path => !path.Name.StartsWith("/health/", StringComparison.Ordinal)))
        {
            var operation = path.Value.GetProperty("get");
            var scope = path.Name == Endless ? "stream" : "read";
            Assert.Contains($"`{scope}`", operation.GetProperty("description").GetString(), StringComparison.Ordinal);
            var ways = operation.GetProperty("security").EnumerateArray().Select(way => Assert.Single(way.EnumerateObject())).ToArray();
            Assert.Equal(schemes.EnumerateObject().Select(scheme => scheme.Name).Order(), ways.Select(way => way.Name).Order());
            Assert.All(ways, way => Assert.Equal(scope, Assert.Single(way.Value.EnumerateArray()).GetString()));
            Assert.Equal(["401", "403", "429"], Statuses(operation).Where(status => status is "401" or "403" or "429"));
        }

        var live = document.GetProperty("paths").GetProperty("/health/live").GetProperty("get");
        Assert.Equal(["200"], Statuses(live));
        Assert.False(live.TryGetProperty("security", out var needed) && needed.GetArrayLength() > 0);
    }

    [Fact]
    public async Task Where_none_are_asked_for_it_says_nothing_of_them()
    {
        await using var host = await ServingHost.StartAsync();

        var document = (await host.GetAsync("/openapi/v1.json")).Json;

        Assert.False(document.TryGetProperty("security", out _));
        Assert.False(document.GetProperty("components").TryGetProperty("securitySchemes", out _));
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            var operation = path.Value.GetProperty("get");
            Assert.False(operation.TryGetProperty("security", out _));
            Assert.DoesNotContain(Statuses(operation), status => status is "401" or "403");
        }
    }

    [Fact]
    public async Task It_is_used_where_it_was_read_whatever_the_service_is_called_outside()
    {
        await using var host = await ServingHost.StartAsync();

        var document = (await host.GetAsync("/openapi/v1.json", ("Host", "elsewhere.example"))).Json;

        var server = Assert.Single(document.GetProperty("servers").EnumerateArray()).GetProperty("url").GetString();
        Assert.Equal("https://elsewhere.example/", new Uri(new Uri("https://elsewhere.example/openapi/v1.json"), server).ToString());
        Assert.Equal("https://elsewhere.example/fx/", new Uri(new Uri("https://elsewhere.example/fx/openapi/v1.json"), server).ToString());
        Assert.Equal("FxOrleans", document.GetProperty("info").GetProperty("title").GetString());
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

    private static IEnumerable<string> Statuses(JsonElement operation) => operation.GetProperty("responses").EnumerateObject().Select(response => response.Name);

    private static IEnumerable<string?> Text(JsonElement of, params string[] names) =>
        names.Where(name => of.TryGetProperty(name, out _)).Select(name => of.GetProperty(name).GetString());
}
