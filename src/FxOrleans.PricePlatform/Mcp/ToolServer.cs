using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FxOrleans.PricePlatform.Mcp;

/// <summary>
/// <c>POST /mcp</c>: the Model Context Protocol over streamable HTTP, without sessions, so that any node answers any request. Each call
/// counts as a request of its caller, and takes the scope <c>read</c>.
/// </summary>
internal static class ToolServer
{
    /// <summary>Where it is.</summary>
    public const string Path = "/mcp";

    private const string Instructions =
        "Prices of currencies, metals, coins and stocks. Every answer says its time (UTC), its status (live, indicative, stale; past in a history) and whether it is simulated: a simulated "
        + "price is made up and must never be presented as a real one. 'usage' says whether a price may be dealt on: firm, indicative or refuse. Errors have a stable 'code'.";

    private static readonly ToolParameter From = new("from", "Base asset: ISO 4217 code, metal, coin or ticker, such as USD. GBp, GBX, ZAc, ZAX and ILA, spelt exactly so, are hundredths.");
    private static readonly ToolParameter To = new("to", "Quote asset, such as EUR.");

    public static void AddTools(this IServiceCollection services)
    {
        services.AddSingleton<EndpointCalls>();
        services.AddSingleton<McpServerTool>(provider => Tool(provider, "get_rate", "The latest price of one asset in another, with bid, ask and confidence.", "rate", [From, To]));
        services.AddSingleton<McpServerTool>(provider => Tool(
            provider, "convert", "An amount in another asset at the latest mid price, rounded to what can be paid out.", "convert",
            [From, To, new("amount", "A decimal number of 0 or more, such as 100.25.", IsNumber: true)]));
        services.AddSingleton<McpServerTool>(provider => Tool(
            provider, "explain_rate", "Why a price is what it is: every source's quote with its age, weight and verdict, and the policy.", "explain", [From with { Description = "Base asset, such as USD." }, To]));
        services.AddSingleton<McpServerTool>(provider => Tool(
            provider, "rate_history", "What a symbol cost, oldest first; the status is 'past'.", HistoryEndpoint.Name,
            [
                new("symbol", "A symbol in dollars, such as BTC, EUR or AAPL, or a pair such as EUR-NGN."),
                new("period", "How far back.", Values: [.. PricePeriod.All.Select(period => period.Code)]),
            ],
            History));
        services.AddSingleton<McpServerTool>(provider => Tool(
            provider, "list_currencies", "Every currency, metal, coin and stock that the service knows, with name and minor units.", "currencies", [], Currencies));
        services.AddMcpServer(server =>
        {
            server.ServerInfo = new Implementation { Name = "fxorleans", Version = typeof(ToolServer).Assembly.GetName().Version?.ToString(3) ?? "0" };
            server.ServerInstructions = Instructions;
        }).WithHttpTransport(http => http.Stateless = true);
    }

    public static IEndpointRouteBuilder MapTools(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMcp(Path).WithMetadata(new OpenToReaders());
        return endpoints;
    }

    private static EndpointTool Tool(
        IServiceProvider services, string name, string description, string endpoint, IReadOnlyList<ToolParameter> parameters, Func<JsonNode, JsonObject>? shape = null) =>
        new(services.GetRequiredService<EndpointCalls>(), name, description, endpoint, parameters, shape);

    // A price of the past is neither live nor stale, and every number says what it is.
    private static JsonObject History(JsonNode answer)
    {
        var history = answer.AsObject();
        history["status"] = "past";
        return history;
    }

    // Structured content is an object.
    private static JsonObject Currencies(JsonNode answer) => new() { ["currencies"] = answer };
}
