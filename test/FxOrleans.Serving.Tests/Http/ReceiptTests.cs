using System.Text;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tests.Access;
using FxOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Tests.Http;

/// <summary>Receipts over HTTP: what is asked for, what is answered, and what is refused.</summary>
public sealed class ReceiptTests
{
    private readonly FakeReceipts _book = new();

    [Fact]
    public async Task The_price_in_force_is_signed_once_and_found_by_its_id()
    {
        await using var host = await StartAsync();
        Decide(host, "USD/EUR", 0.88m);

        var first = await PostAsync(host, "/receipts", """{"from":"usd","to":"EUR"}""");
        var second = await PostAsync(host, "/receipts", """{"from":"USD","to":"EUR","legs":null}""");

        Assert.Equal((201, 200), (first.Status, second.Status));
        Assert.Equal(first.Body, second.Body);
        var id = first.Json.GetProperty("id").GetString();
        Assert.Equal($"/receipts/{id}", first.Headers["Location"]);
        Assert.Equal("a.b.0", first.Json.GetProperty("receipt").GetString());
        var served = (await host.GetAsync("/rate?from=USD&to=EUR")).Json;
        Assert.All(first.Json.GetProperty("price").EnumerateObject(), member => Assert.Equal(served.GetProperty(member.Name).GetRawText(), member.Value.GetRawText()));
        var found = await host.GetAsync($"/receipts/{id}");
        Assert.Equal((200, first.Body), (found.Status, found.Body));
        Assert.Contains("immutable", found.Headers["Cache-Control"], StringComparison.Ordinal);
        Assert.Equal(304, (await host.GetAsync($"/receipts/{id}", ("If-None-Match", found.ETag))).Status);
    }

    [Theory]
    [InlineData("EUR", "USD", 1)]
    [InlineData("EUR", "JPY", 2)]
    public async Task An_inverse_and_a_cross_are_signed_with_their_legs(string from, string to, int legs)
    {
        await using var host = await StartAsync();
        Decide(host, "USD/EUR", 0.88m);
        Decide(host, "USD/JPY", 157m);

        var reply = await PostAsync(host, "/receipts", $$"""{"from":"{{from}}","to":"{{to}}"}""");

        Assert.Equal(201, reply.Status);
        var issued = Assert.Single(_book.Issued);
        Assert.Equal(legs, issued.Legs.Count);
        Assert.Equal((await host.GetAsync($"/rate?from={from}&to={to}")).Json.GetProperty("price").GetDecimal(), issued.Rate.Mid);
    }

    [Fact]
    public async Task A_past_price_is_signed_by_its_numbers_and_a_past_cross_by_its_legs()
    {
        await using var host = await StartAsync();
        var euro = Decide(host, "USD/EUR", 0.88m);
        Decide(host, "USD/EUR", 0.881m, euro);
        var yen = Decide(host, "USD/JPY", 157m);

        var past = await PostAsync(host, "/receipts", $$"""{"from":"EUR","to":"USD","epoch":{{euro.Epoch}},"sequence":1}""");
        var cross = await PostAsync(host, "/receipts", $$"""{"from":"EUR","to":"JPY","legs":[{"pair":"EUR/USD","epoch":{{euro.Epoch}},"sequence":1},{"pair":"USD/JPY","epoch":{{yen.Epoch}},"sequence":1}]}""");

        Assert.Equal((201, 201), (past.Status, cross.Status));
        Assert.Equal(1.13636363636364m, past.Json.GetProperty("price").GetProperty("price").GetDecimal());
        Assert.Equal(178.409090909091m, cross.Json.GetProperty("price").GetProperty("price").GetDecimal());
        Assert.Equal(["USD"], cross.Json.GetProperty("price").GetProperty("via").EnumerateArray().Select(bridge => bridge.GetString()));
    }

    [Theory]
    [InlineData("", 400, "invalid_query")]
    [InlineData("[]", 400, "invalid_query")]
    [InlineData("""{"from":"USD","from":"EUR","to":"EUR"}""", 400, "invalid_query")]
    [InlineData("""{"from":"USD"}""", 400, "missing_parameter")]
    [InlineData("""{"from":"","to":"EUR"}""", 400, "missing_parameter")]
    [InlineData("""{"from":1,"to":"EUR"}""", 400, "invalid_currency")]
    [InlineData("""{"from":"\ud800","to":"EUR"}""", 400, "invalid_currency")]
    [InlineData("""{"from":"NOPE","to":"EUR"}""", 400, "invalid_currency")]
    [InlineData("""{"from":"USD","to":"EUR","sequence":1}""", 400, "invalid_sequence")]
    [InlineData("""{"from":"USD","to":"EUR","epoch":1,"sequence":0}""", 400, "invalid_sequence")]
    [InlineData("""{"from":"USD","to":"EUR","epoch":1.5,"sequence":1}""", 400, "invalid_sequence")]
    [InlineData("""{"from":"USD","to":"EUR","legs":[]}""", 400, "invalid_query")]
    [InlineData("""{"from":"USD","to":"EUR","legs":[{"pair":"EUR/JPY","epoch":1,"sequence":1}]}""", 400, "invalid_query")]
    [InlineData("""{"from":"USD","to":"EUR","legs":[{"pair":"USD/NOPE","epoch":1,"sequence":1}]}""", 400, "invalid_currency")]
    [InlineData("""{"from":"USD","to":"EUR","legs":["USD/EUR"]}""", 400, "invalid_query")]
    [InlineData("""{"from":"USD","to":"ZWL"}""", 404, "no_price")]
    [InlineData("""{"from":"USD","to":"USD"}""", 409, "not_replayable")]
    [InlineData("""{"from":"USD","to":"EUR","epoch":1,"sequence":99}""", 409, "not_replayable")]
    public async Task What_cannot_be_signed_is_refused_by_its_code(string body, int status, string code)
    {
        await using var host = await StartAsync();
        Decide(host, "USD/EUR", 0.88m);

        (await PostAsync(host, "/receipts", body)).IsProblem(status, code);
        Assert.Empty(_book.Issued);
        Assert.Empty(host.Logs.Lines);
    }

    [Fact]
    public async Task A_price_whose_record_is_gone_cannot_be_proved()
    {
        await using var host = await StartAsync();
        host.Engine.Tick("USD/EUR", 0.88m);

        (await PostAsync(host, "/receipts", """{"from":"USD","to":"EUR"}""")).IsProblem(409, "not_replayable");
    }

    [Fact]
    public async Task A_receipt_is_verified_and_what_is_none_is_refused()
    {
        await using var host = await StartAsync();

        var reply = await PostAsync(host, "/receipts/verify", """{"receipt":"a.b.c"}""");

        Assert.Equal("""{"signature":"valid","digits":"invalid","log":"not_checked","faults":["recomputation_differs"]}""", reply.Body);
        (await PostAsync(host, "/receipts/verify", """{"receipt":"a.b"}""")).IsProblem(400, "invalid_receipt");
        (await PostAsync(host, "/receipts/verify", "{}")).IsProblem(400, "missing_parameter");
        (await PostAsync(host, "/receipts/verify", """{"receipt":{}}""")).IsProblem(400, "invalid_query");
    }

    [Fact]
    public async Task An_unknown_receipt_says_so()
    {
        await using var host = await StartAsync();

        foreach (var id in (string[])["x", new string('A', 43), new string('A', 44), "%20"])
        {
            (await host.GetAsync($"/receipts/{id}")).IsProblem(404, "unknown_receipt");
        }

        (await host.GetAsync("/receipts")).IsProblem(405, "method_not_allowed");
    }

    [Fact]
    public async Task A_host_that_cannot_sign_says_why_and_serves_the_rest()
    {
        await using var host = await StartAsync();
        Decide(host, "USD/EUR", 0.88m);
        _book.Fault = "Receipts:Keys names no key.";

        var refused = await PostAsync(host, "/receipts", """{"from":"USD","to":"EUR"}""");

        refused.IsProblem(503, "receipts_unavailable");
        Assert.Contains(_book.Fault, refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        (await host.GetAsync("/.well-known/jwks.json")).IsProblem(503, "receipts_unavailable");
        (await host.GetAsync($"/receipts/{new string('A', 43)}")).IsProblem(503, "receipts_unavailable");
        Assert.Equal(200, (await host.GetAsync("/rate?from=USD&to=EUR")).Status);
    }

    [Fact]
    public async Task A_key_that_may_read_may_have_receipts()
    {
        await using var host = await StartAsync(setup => setup.Access = Keyed.Options);
        Decide(host, "USD/EUR", 0.88m);
        const string Body = """{"from":"USD","to":"EUR"}""";

        (await PostAsync(host, "/receipts", Body)).IsProblem(401, "unauthorized");
        (await PostAsync(host, "/receipts", Body, Keyed.Header(Keyed.Streamer))).IsProblem(403, "forbidden");
        Assert.Equal(201, (await PostAsync(host, "/receipts", Body, Keyed.Header(Keyed.Reader))).Status);
        Assert.Equal(200, (await PostAsync(host, "/receipts/verify", """{"receipt":"a.b.c"}""", Keyed.Header(Keyed.Reader))).Status);
        (await PostAsync(host, "/receipts", Body, Keyed.Header(Keyed.Reader), ("Origin", "https://elsewhere.example"))).IsProblem(403, "forbidden");
    }

    [Fact]
    public async Task They_are_described()
    {
        await using var host = await StartAsync();

        var paths = (await host.GetAsync("/openapi/v1.json")).Json.GetProperty("paths");

        Assert.Equal(
            ["/.well-known/jwks.json get", "/receipts post", "/receipts/verify post", "/receipts/{id} get"],
            paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{path.Name} {operation.Name}"))
                .Where(name => name.Contains("receipts", StringComparison.Ordinal) || name.Contains("jwks", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        var issue = paths.GetProperty("/receipts").GetProperty("post");
        Assert.Equal(["200", "201", "400", "404", "409", "429", "503"], issue.GetProperty("responses").EnumerateObject().Select(response => response.Name));
        Assert.True(issue.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
    }

    private Task<ServingHost> StartAsync(Action<HostSetup>? configure = null) => ServingHost.StartAsync(setup =>
    {
        setup.Services = services => services.AddSingleton<IReceiptBook>(_book);
        configure?.Invoke(setup);
    });

    /// <summary>A price of two sources, decided, recorded and put on the board; after <paramref name="last"/> where there is one.</summary>
    private static Price Decide(ServingHost host, string pair, decimal mid, Price? last = null)
    {
        var price = new PairPrice(Given.Pair(pair), new PricingPolicy(), last?.Epoch ?? 2_000);
        for (var i = 0; i < (last is null ? 1 : 2); i++)
        {
            var now = new ClockReading(Given.Now.AddSeconds(i - 5), TimeSpan.FromSeconds(i));
            price.Apply(Given.Quote(pair, i == 0 && last is { } before ? before.Mid : mid, now.Wall), now, out _);
        }

        host.Engine.Records[(price.Pair, price.Sequence)] = price.Explain(price.Sequence)!;
        host.Engine.Publish(price.Current);
        return price.Current;
    }

    private static async Task<Reply> PostAsync(ServingHost host, string path, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await host.Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }
}
