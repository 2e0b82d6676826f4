using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace FxOrleans.Serving;

/// <summary>What the API's description says of the service as a whole.</summary>
public sealed class ServiceDescription : IOpenApiDocumentTransformer
{
    /// <summary>Latest prices.</summary>
    public const string Rates = "Rates";

    /// <summary>Symbols, their past and their change.</summary>
    public const string Prices = "Prices";

    /// <summary>Which coins there are.</summary>
    public const string Coins = "Coins";

    /// <summary>Prices that can be proved.</summary>
    public const string Receipts = "Receipts";

    /// <summary>How the service and its providers do.</summary>
    public const string Service = "Service";

    private const string Text =
        """
        Prices of currencies, metals, coins and stocks, decided from many sources. Every digit is written: read numbers as decimals where it matters.

        A price's `status` is `live`, `indicative` or `stale`; `simulated` prices are made up. Errors are `application/problem+json` with a stable `code`;
        beside those listed, any request may be answered with 405 `method_not_allowed` or 414 `uri_too_long`. HEAD is answered as GET is, OPTIONS
        with `Allow`, and answers carry an `ETag`. Tables come as JSON, CSV or NDJSON, by `format` or by `Accept`.

        Pushed prices: SignalR `/hubs/rates` (`Subscribe`, `Unsubscribe`, `Stream`, `Resume`; the server sends `ticks`), WebSocket `/ws/rates` (`?pairs=USD/EUR`, `?batch=1`,
        `?resume=1`) and `/api/ws/prices` (`{"action":"subscribe","symbols":["BTC"]}`), server-sent events `/rates/stream`.
        """;

    public static IServiceCollection Add(IServiceCollection services) => services.AddOpenApi(options =>
    {
        options.CreateSchemaReferenceId = ResponseSchemas.NameOf;
        options.AddSchemaTransformer<ResponseSchemas>();
        options.AddOperationTransformer<Access.AccessDescription>();
        options.AddDocumentTransformer<ServiceDescription>();
        options.AddDocumentTransformer<Access.AccessDescription>();
    });

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = "FxOrleans", Version = "1", Description = Text };

        // Relative to /openapi/v1.json: whatever name, scheme and path the service has outside, the description is used where it was read.
        document.Servers = [new OpenApiServer { Url = "../" }];
        document.AddComponent(ProblemResponse.SchemaName, ProblemResponse.Schema);
        document.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = Rates, Description = "The latest price between any two assets, and why it is what it is." },
            new() { Name = Prices, Description = "Symbols in dollars or pairs such as EUR-NGN: now, over 24 hours, and in the past." },
            new() { Name = Coins, Description = "Which coins there are." },
            new() { Name = Receipts, Description = "Signed prices with all that they were computed from." },
            new() { Name = Service, Description = "How the service and its providers do." },
        };
        foreach (var operation in document.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            var responses = operation.Responses!.OrderBy(response => response.Key, StringComparer.Ordinal).ToArray();
            operation.Responses = [];
            foreach (var (status, response) in responses)
            {
                operation.Responses.Add(status, response);
            }
        }

        return Task.CompletedTask;
    }
}
