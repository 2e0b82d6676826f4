using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using FxOrleans.Testing;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// What any running stack that serves must keep: `./fx e2e --url URL` runs these alone against one. How nodes, refresher and Redis
/// keep in step is tested beside, in <see cref="ForexProxyTests"/> and <see cref="NodesTests"/>, on processes of their own.
/// </summary>
[Collection(DemoCollection.Name)]
public sealed class StackSuite(Stack stack) : IClassFixture<Stack>
{
    private const string Usd = "/rate?from=USD&to=EUR";

    [Fact]
    public async Task Health_is_told()
    {
        using var live = await stack.Stranger.GetAsync("/health/live");
        using var ready = await stack.Stranger.GetAsync("/health/ready");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (live.StatusCode, ready.StatusCode));
        Assert.Equal("ready", JsonDocument.Parse(await ready.Content.ReadAsStringAsync()).RootElement.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("USD", "EUR")]
    [InlineData("EUR", "USD")]
    [InlineData("GBP", "JPY")]
    [InlineData("usd", "jpy")]
    public async Task Rates_are_valid(string from, string to)
    {
        var rate = await stack.GetAsync($"/rate?from={from}&to={to}");

        Assert.Equal((from.ToUpperInvariant(), to.ToUpperInvariant()), (rate.GetProperty("from").GetString(), rate.GetProperty("to").GetString()));
        var (bid, price, ask) = (rate.GetProperty("bid").GetDecimal(), rate.GetProperty("price").GetDecimal(), rate.GetProperty("ask").GetDecimal());
        Assert.True(bid > 0 && bid <= price && price <= ask, $"{bid} {price} {ask}");
        Assert.Contains(rate.GetProperty("status").GetString(), new[] { "live", "indicative", "stale" });
        Assert.True(rate.GetProperty("timestamp").GetDateTimeOffset() <= TimeProvider.System.GetUtcNow().AddMinutes(1));
        var proxy = await stack.GetAsync($"/rates?from={from}&to={to}");
        Assert.Equal(["from", "to", "price", "timestamp"], proxy.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public async Task A_currency_in_itself_is_one() =>
        Assert.Equal("1", (await stack.GetAsync("/rates?from=JPY&to=JPY")).GetProperty("price").GetRawText());

    [Theory]
    [InlineData("/rate", "400 missing_parameter")]
    [InlineData("/rate?from=USD", "400 missing_parameter")]
    [InlineData("/rate?from=USD&to=QQQQ", "400 invalid_currency")]
    [InlineData("/rate?from=USD&to=%00", "400 invalid_currency")]
    [InlineData("/rate?from=USD&to=EUR&to=GBP", "400 invalid_currency")]
    [InlineData("/rate?from=USD&to=EUR&max_age=soon", "400 invalid_max_age")]
    [InlineData("/convert?from=USD&to=EUR&amount=much", "400 invalid_amount")]
    [InlineData("/rates?from=USD&to=QQQQ", "404 invalid_currency")]
    [InlineData("/rates", "404 missing_parameter")]
    [InlineData("/nothing/here", "404 unknown_path")]
    public async Task What_is_wrong_is_said(string path, string problem) =>
        Assert.Equal(problem, await Stack.ProblemAsync(await stack.Http.GetAsync(path)));

    [Fact]
    public async Task Another_method_is_refused() =>
        Assert.StartsWith("405 ", await Stack.ProblemAsync(await stack.Http.PostAsync(Usd, content: null)), StringComparison.Ordinal);

    [Fact]
    public async Task What_a_caller_has_already_is_not_sent_again()
    {
        using var first = await stack.Http.GetAsync("/currencies");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/currencies");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await stack.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_is_pushed_is_what_is_answered()
    {
        using var socket = new ClientWebSocket();
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        var before = WireRate.Read(await stack.GetAsync(Usd));
        await socket.ConnectAsync(stack.Socket("/ws/rates?pairs=USD/EUR"), deadline.Token);
        var buffer = new byte[64 * 1024];

        var length = 0;
        for (var whole = false; !whole;)
        {
            var received = await socket.ReceiveAsync(buffer.AsMemory(length), deadline.Token);
            (length, whole) = (length + received.Count, received.EndOfMessage);
        }

        var pushed = WireRate.Read(JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement);
        Assert.True(pushed.MayFollow(before), $"{pushed} after {before}");
        await Eventually.TrueAsync(async () => WireRate.Read(await stack.GetAsync(Usd)).MayFollow(pushed), "the answer is as new");
    }

    [Fact]
    public async Task Providers_are_told_of_and_one_frame_is_reached_where_it_is_asked()
    {
        JsonElement oneFrame = default;
        await Eventually.TrueAsync(
            async () =>
            {
                oneFrame = (await stack.GetAsync("/providers")).EnumerateArray().SingleOrDefault(row => row.GetProperty("name").GetString() == "OneFrame");
                return oneFrame.ValueKind == JsonValueKind.Object
                    && (oneFrame.GetProperty("state").GetString() == "disabled" || oneFrame.GetProperty("lastSuccess").ValueKind == JsonValueKind.String);
            },
            "One-Frame is known, and has answered where it is asked");

        if (oneFrame.GetProperty("state").GetString() != "disabled")
        {
            Assert.True(TimeProvider.System.GetUtcNow() - oneFrame.GetProperty("lastSuccess").GetDateTimeOffset() < TimeSpan.FromMinutes(5));
            Assert.True(oneFrame.GetProperty("simulated").GetBoolean());
        }
    }

    [KeyFact]
    public async Task A_stranger_is_refused()
    {
        Assert.Equal("401 unauthorized", await Stack.ProblemAsync(await stack.Stranger.GetAsync(Usd)));
        Assert.Equal("401 unauthorized", await Stack.ProblemAsync(await stack.Stranger.GetAsync("/rates?from=USD&to=EUR")));
        using var wrong = new HttpRequestMessage(HttpMethod.Get, Usd);
        wrong.Headers.Add("X-Api-Key", "no-such-key");
        Assert.Equal("401 unauthorized", await Stack.ProblemAsync(await stack.Stranger.SendAsync(wrong)));
    }
}
