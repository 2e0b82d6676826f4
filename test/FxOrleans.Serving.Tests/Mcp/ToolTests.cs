using System.Text.Json;
using FxOrleans.Access;
using FxOrleans.Serving.Tests.Access;
using FxOrleans.Serving.Tests.Prices;
using FxOrleans.Testing;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace FxOrleans.Serving.Tests.Mcp;

/// <summary><c>POST /mcp</c>, asked by the protocol's own client.</summary>
public sealed class ToolTests
{
    [Fact]
    public async Task The_tools_are_those_of_the_contract_and_name_what_they_need()
    {
        await using var host = await HostAsync();
        await using var client = await ConnectAsync(host);

        var tools = (await client.ListToolsAsync()).ToDictionary(
            tool => tool.Name, tool => string.Join(',', tool.JsonSchema.GetProperty("required").EnumerateArray().Select(name => name.GetString())));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["get_rate"] = "from,to", ["convert"] = "from,to,amount", ["explain_rate"] = "from,to", ["rate_history"] = "symbol,period", ["list_currencies"] = "",
            },
            tools);
    }

    [Theory]
    [InlineData("get_rate", """{"from":"usd","to":"EUR"}""", "/rate?from=USD&to=EUR")]
    [InlineData("convert", """{"from":"USD","to":"EUR","amount":100.25}""", "/convert?from=USD&to=EUR&amount=100.25")]
    [InlineData("convert", """{"from":"USD","to":"EUR","amount":"100.25"}""", "/convert?from=USD&to=EUR&amount=100.25")]
    [InlineData("convert", """{"from":"USD","to":"EUR","amount":1.5e3}""", "/convert?from=USD&to=EUR&amount=1500")]
    [InlineData("explain_rate", """{"from":"USD","to":"EUR"}""", "/rate/explain?from=USD&to=EUR")]
    public async Task A_tool_answers_what_its_endpoint_answers(string tool, string arguments, string path)
    {
        await using var host = await HostAsync();
        await using var client = await ConnectAsync(host);

        var result = await CallAsync(client, tool, arguments);

        Assert.NotEqual(true, result.IsError);
        var told = result.StructuredContent!.Value;
        Assert.Equal((await host.GetAsync(path)).Json.GetRawText(), told.GetRawText());
        Assert.Equal(told.GetRawText(), JsonDocument.Parse(Text(result)).RootElement.GetRawText());
        Assert.All(["timestamp", "status", "simulated"], member => Assert.True(told.TryGetProperty(member, out _), member));
    }

    [Fact]
    public async Task A_history_says_that_it_is_past_and_currencies_come_as_a_list()
    {
        await using var host = await PastHost.StartAsync(new FakePast());
        await using var client = await ConnectAsync(host);

        var history = (await CallAsync(client, "rate_history", """{"symbol":"BTC","period":"1d"}""")).StructuredContent!.Value;
        var currencies = (await CallAsync(client, "list_currencies", "{}")).StructuredContent!.Value.GetProperty("currencies");

        Assert.Equal("past", history.GetProperty("status").GetString());
        Assert.Equal((await host.GetAsync(PastHost.History)).Json.GetProperty("data").GetRawText(), history.GetProperty("data").GetRawText());
        Assert.True(history.TryGetProperty("simulated", out _));
        Assert.Equal((await host.GetAsync("/currencies")).Json.GetRawText(), currencies.GetRawText());
    }

    [Theory]
    [InlineData("get_rate", """{"from":"USD"}""", "missing_parameter")]
    [InlineData("get_rate", """{"from":"USD","to":"XXY"}""", "invalid_currency")]
    [InlineData("get_rate", """{"from":"USD","to":["EUR"]}""", "invalid_currency")]
    [InlineData("get_rate", """{"from":"USD","to":"MMK"}""", "no_price")]
    [InlineData("convert", """{"from":"USD","to":"EUR","amount":-1}""", "invalid_amount")]
    [InlineData("convert", """{"from":"USD","to":"EUR"}""", "missing_parameter")]
    [InlineData("explain_rate", """{"from":"USD","to":"MMK"}""", "no_price")]
    [InlineData("rate_history", """{"symbol":"BTC","period":"2d"}""", "invalid_period")]
    [InlineData("rate_history", """{"symbol":"NOSUCH","period":"1d"}""", "unknown_symbol")]
    [InlineData("rate_history", """{"period":"1d"}""", "invalid_currency")]
    public async Task A_refusal_names_the_code_that_the_endpoint_gives(string tool, string arguments, string code)
    {
        await using var host = await HostAsync();
        await using var client = await ConnectAsync(host);

        var result = await CallAsync(client, tool, arguments);

        Assert.True(result.IsError);
        Assert.Equal(code, result.StructuredContent!.Value.GetProperty("code").GetString());
        Assert.Equal(code, JsonDocument.Parse(Text(result)).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Every_call_counts_against_the_key()
    {
        await using var host = await HostAsync(Keyed.Options);
        await using var client = await ConnectAsync(host, Keyed.Header(Keyed.Reader));
        var before = int.Parse((await host.GetAsync("/currencies", Keyed.Header(Keyed.Reader))).Headers["RateLimit-Remaining"], System.Globalization.CultureInfo.InvariantCulture);

        await CallAsync(client, "get_rate", """{"from":"USD","to":"EUR"}""");

        Assert.Equal(
            before - 2, int.Parse((await host.GetAsync("/currencies", Keyed.Header(Keyed.Reader))).Headers["RateLimit-Remaining"], System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Another_sites_page_is_refused_in_every_mode()
    {
        await using var host = await HostAsync();
        (await host.SendAsync(HttpMethod.Post, "/mcp", ("Origin", "https://evil.example"))).IsProblem(403, "forbidden");
        (await host.GetAsync("/mcp")).IsProblem(405, "method_not_allowed");
    }

    private static Task<ServingHost> HostAsync(AccessOptions? access = null) => ServingHost.StartAsync(setup =>
    {
        setup.Access = access ?? setup.Access;
        setup.Prices = [Given.Price("USD/EUR", 0.9m)];
    });

    private static Task<McpClient> ConnectAsync(ServingHost host, params (string Name, string Value)[] headers) => McpClient.CreateAsync(new HttpClientTransport(new HttpClientTransportOptions
    {
        Endpoint = new Uri(host.Address, "/mcp"),
        TransportMode = HttpTransportMode.StreamableHttp,
        AdditionalHeaders = headers.ToDictionary(header => header.Name, header => header.Value),
    }));

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, string arguments) => await client.CallToolAsync(
        new CallToolRequestParams { Name = tool, Arguments = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arguments) });

    private static string Text(CallToolResult result) => Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
}
