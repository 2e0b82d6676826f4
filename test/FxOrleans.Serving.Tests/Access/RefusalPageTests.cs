using FxOrleans.Testing;

namespace FxOrleans.Serving.Tests.Access;

/// <summary>A person who opens the page and is turned away gets a page that says why; everybody else problem+json.</summary>
public sealed class RefusalPageTests
{
    private static readonly (string Name, string Value) Browser = ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/swagger")]
    [InlineData("/swagger/index.html")]
    public async Task A_browser_is_asked_for_a_key(string path)
    {
        await using var host = await HostAsync();

        var refused = await host.GetAsync(path, Browser);

        Page(refused, 401, "A key is needed");
        Assert.Equal("Bearer realm=\"FxOrleans\"", refused.Headers["WWW-Authenticate"]);
        Assert.Contains($"<form action=\"{path}\">", refused.Body, StringComparison.Ordinal);
        Assert.Contains("name=\"access_token\"", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_does_not_repeat_what_was_given()
    {
        await using var host = await HostAsync();

        var refused = await host.GetAsync("/?access_token=%3Cb%3Ewrong-one&x=%3Cb%3Eother", Browser);

        Page(refused, 401, "This key is not known here");
        Assert.DoesNotContain("wrong-one", refused.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("other", refused.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_which_right_is_missing_and_when_another_request_passes()
    {
        await using var host = await HostAsync();

        Page(await host.GetAsync($"/?access_token={Keyed.Streamer}", Browser), 403, "scope &#x27;read&#x27;");
        for (var i = 0; i < Keyed.PerMinute; i++)
        {
            await host.GetAsync("/currencies", Keyed.Header(Keyed.Reader));
        }

        host.Advance(TimeSpan.FromSeconds(18));
        var limited = await host.GetAsync($"/?access_token={Keyed.Reader}", Browser);
        Page(limited, 429, "Too many requests");
        Assert.Equal("42", limited.Headers["Retry-After"]);
        Assert.Contains("Another one passes in 42 seconds", limited.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_for_anything_else_gets_a_problem()
    {
        await using var host = await HostAsync();

        foreach (var path in (string[])["/rate?from=USD&to=EUR", "/rates/latest?base=USD", "/openapi/v1.json", "/assets/index.js", "/hubs/rates", "/ws/rates", "/nowhere", "/swagger/x", "/index.htm"])
        {
            (await host.GetAsync(path, Browser)).IsProblem(401, "unauthorized");
        }

        (await host.GetAsync("/", ("Accept", "*/*"))).IsProblem(401, "unauthorized");
        (await host.GetAsync("/", ("Accept", "application/json"))).IsProblem(401, "unauthorized");
        (await host.SendAsync(HttpMethod.Post, "/", Browser)).IsProblem(401, "unauthorized");
    }

    private static void Page(Reply reply, int status, string words)
    {
        Assert.Equal(status, reply.Status);
        Assert.StartsWith("text/html", reply.Headers["Content-Type"], StringComparison.Ordinal);
        Assert.Equal("no-store", reply.Headers["Cache-Control"]);
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", reply.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Contains(words, reply.Body, StringComparison.Ordinal);
    }

    private static Task<ServingHost> HostAsync() => ServingHost.StartAsync(setup =>
    {
        setup.Access = Keyed.Options;
        setup.Prices = [Given.Price("USD/EUR", 0.9m)];
    });
}
