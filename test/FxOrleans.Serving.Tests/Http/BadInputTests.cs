using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>Whatever callers send: the documented code in problem+json, nothing of the inside, and nothing created.</summary>
public sealed class BadInputTests
{
    private static readonly string Long = new('A', 8 * 1024);

    public static TheoryData<string, string> Values { get; } = new()
    {
        { "", "missing_parameter" },
        { "%20", "invalid_currency" },
        { "NOPE", "invalid_currency" },
        { "US", "invalid_currency" },
        { "USD/EUR", "invalid_currency" },
        { "USD%00", "invalid_currency" },
        { "%00", "invalid_currency" },
        { "%EF%BC%B5SD", "invalid_currency" }, // A full-width U.
        { "\u20ac", "invalid_currency" },
        { "%F0%9F%92%B6", "invalid_currency" }, // An astral character.
        { "%", "invalid_currency" },
        { "%zz", "invalid_currency" },
        { "%E2%82", "invalid_currency" }, // Half of a character.
        { "%FF%FE", "invalid_currency" },
        { "US%C4%B0", "invalid_currency" },
        { "<script>", "invalid_currency" },
        { "'%20OR%201=1", "invalid_currency" },
        { "../../etc/passwd", "invalid_currency" },
        { "%0d%0aSet-Cookie:x=1", "invalid_currency" },
        { "USD&from=EUR", "invalid_currency" },
        { "USD&FROM=EUR", "invalid_currency" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_that_is_no_asset_is_refused_and_creates_nothing(string value, string code)
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        var before = (host.Board.Book.Count, host.Board.Topics, host.FanOut.Statistics.Topics);

        foreach (var path in (string[])["/rate?from={0}&to=EUR", "/rate/explain?from={0}&to=EUR", "/convert?from={0}&to=EUR&amount=1"])
        {
            var (status, answer) = await RawHttp.GetAsync(host.Address, string.Format(null, path, value));
            AssertProblem(400, code, status, answer);
        }

        var (proxyStatus, proxy) = await RawHttp.GetAsync(host.Address, $"/rates?from={value}&to=EUR");
        AssertProblem(404, code, proxyStatus, proxy);
        Assert.Equal(before, (host.Board.Book.Count, host.Board.Topics, host.FanOut.Statistics.Topics));
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task Raw_bytes_that_are_no_utf8_are_refused()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);

        var (status, answer) = await RawHttp.GetAsync(host.Address, "/rate?from=\u00ff\u00fe&to=EUR");

        Assert.InRange(status, 400, 499);
        Assert.DoesNotContain("Exception", answer, StringComparison.Ordinal);
        Assert.Empty(host.Logs.Lines);
    }

    [Theory]
    [InlineData("/rate?to=EUR")]
    [InlineData("/rate?from=USD")]
    [InlineData("/rate")]
    [InlineData("/rate?")]
    [InlineData("/rate?from")]
    [InlineData("/rate?from=&to=")]
    [InlineData("/rate?=USD&to=EUR")]
    public async Task A_missing_parameter_is_named(string path)
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync(path)).IsProblem(400, "missing_parameter");
    }

    [Fact]
    public async Task A_known_pair_without_a_price_creates_nothing_however_often_it_is_asked_for()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        var before = (host.Board.Book.Count, host.Board.Topics, host.FanOut.Statistics.Topics);

        foreach (var to in FxOrleans.Pricing.AssetCatalog.All.Where(asset => asset.Code is not ("USD" or "EUR")).Select(asset => asset.Code).Take(100))
        {
            (await host.GetAsync($"/rate?from=USD&to={to}")).IsProblem(404, "no_price");
        }

        Assert.Equal(before, (host.Board.Book.Count, host.Board.Topics, host.FanOut.Statistics.Topics));
    }

    [Theory]
    [InlineData("*/*")]
    [InlineData("text/html")]
    [InlineData("text/csv")]
    [InlineData("image/png, nonsense")]
    public async Task An_error_is_problem_json_whatever_was_asked_for(string accept)
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync("/rate?from=NOPE&to=EUR", ("Accept", accept))).IsProblem(400, "invalid_currency");
        (await host.GetAsync("/nothing/here", ("Accept", accept))).IsProblem(404, "unknown_path");
        (await host.GetAsync("/rates?from=USD&to=EUR", ("Accept", accept))).IsProblem(404, "no_price");
        var notAllowed = await host.SendAsync(HttpMethod.Delete, "/rate?from=USD&to=EUR", ("Accept", accept));
        notAllowed.IsProblem(405, "method_not_allowed");
    }

    [Theory]
    [InlineData("POST", "/rate?from=USD&to=EUR", "GET, HEAD, OPTIONS")]
    [InlineData("PUT", "/convert", "GET, HEAD, OPTIONS")]
    [InlineData("DELETE", "/health/live", "GET, HEAD, OPTIONS")]
    [InlineData("PATCH", "/currencies", "GET, HEAD, OPTIONS")]
    [InlineData("BREW", "/rates/latest?base=USD", "GET, HEAD, OPTIONS")]
    public async Task A_wrong_method_is_told_the_right_ones(string method, string path, string allowed)
    {
        await using var host = await ServingHost.StartAsync();

        var reply = await host.SendAsync(new HttpMethod(method), path);

        reply.IsProblem(405, "method_not_allowed");
        Assert.Equal(allowed, reply.Headers["Allow"]);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/rat")]
    [InlineData("/rate/x")]
    [InlineData("/rates/latest/x")]
    [InlineData("/hubs")]
    [InlineData("/%F0%9F%92%B6")]
    public async Task An_unknown_path_is_404(string path)
    {
        await using var host = await ServingHost.StartAsync();

        (await host.GetAsync(path)).IsProblem(404, "unknown_path");
    }

    [Fact]
    public async Task An_over_long_line_is_414()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);

        (await host.GetAsync($"/rate?from={Long}&to=EUR")).IsProblem(414, "uri_too_long");
        (await host.GetAsync($"/{Long}")).IsProblem(414, "uri_too_long");
    }

    [Fact]
    public async Task A_long_line_that_is_within_bounds_is_answered()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);

        Assert.Equal(200, (await host.GetAsync($"/rate?from=USD&to=EUR&x={new string('x', 8000)}")).Status);
    }

    [Fact]
    public async Task Broken_requests_get_an_answer_of_400_and_disturb_nobody()
    {
        await using var host = await ServingHost.StartAsync();
        host.Engine.Tick("USD/EUR", 0.8m);
        foreach (var request in (string[])
        [
            "GARBAGE\r\n\r\n",
            "GET /rate?from=USD&to=EUR HTTP/9.9\r\nHost: x\r\n\r\n",
            "GET /rate%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            "GET /rate?from=USD&to=EUR HTTP/1.1\r\n\r\n",
            "GET  HTTP/1.1\r\nHost: x\r\n\r\n",
            $"GET / HTTP/1.1\r\nHost: x\r\n{new string('h', 70_000)}: 1\r\n\r\n",
        ])
        {
            var (status, answer) = await RawHttp.SendAsync(host.Address, request);
            Assert.True(status is >= 400 and < 500 or 505, $"{status} to {request[..Math.Min(40, request.Length)]}");
            Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        }

        Assert.Equal(200, (await host.GetAsync("/rate?from=USD&to=EUR")).Status);
        Assert.Empty(host.Logs.Lines);
    }

    private static void AssertProblem(int expected, string code, int status, string answer)
    {
        Assert.True(status == expected && answer.Contains($"\"code\":\"{code}\"", StringComparison.Ordinal), answer);
        Assert.Contains("Content-Type: application/problem+json", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Set-Cookie", answer[..answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)], StringComparison.OrdinalIgnoreCase);
    }
}
