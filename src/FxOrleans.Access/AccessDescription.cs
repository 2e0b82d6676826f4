using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FxOrleans.Access;

/// <summary>What the API's description says of keys and limits: with <see cref="AuthMode.None"/> nothing of keys.</summary>
public sealed class AccessDescription(AccessOptions options) : IOpenApiDocumentTransformer, IOpenApiOperationTransformer
{
    private const string Header = "apiKey";
    private const string Bearer = "bearer";
    private const string Query = "accessToken";

    private const string Keys =
        """


        A key is needed for everything but the probes. Its scopes: `read` (every GET), `stream` (SignalR, sockets), `admin` (the details of `/health/ready` and whatever changes
        something); none includes another. Sockets, and browsers where they can send no header, give it as `?access_token=`. Limited answers carry `RateLimit-Limit`,
        `RateLimit-Remaining`, `RateLimit-Reset` and `RateLimit-Policy`.
        """;

    private static readonly (string Name, string Description)[] LimitHeaders =
    [
        ("Retry-After", "In how many seconds another request passes."),
        ("RateLimit-Limit", "Requests in a minute."),
        ("RateLimit-Remaining", "What is left of them."),
        ("RateLimit-Reset", "In how many seconds there are more."),
        ("RateLimit-Policy", "The limit and its window in seconds."),
    ];

    private static readonly (string Name, string Description)[] Challenge = [("WWW-Authenticate", "What is missing: invalid_token or insufficient_scope.")];

    private bool AsksForKeys => options.Mode == AuthMode.Keys;

    /// <summary>The document: the ways to present a key, and the answers of those who are turned away.</summary>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        AddRefusal(document, StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, LimitHeaders);
        if (!AsksForKeys)
        {
            return Task.CompletedTask;
        }

        document.Info.Description += Keys;
        AddRefusal(document, StatusCodes.Status401Unauthorized, ProblemCodes.Unauthorized, Challenge);
        AddRefusal(document, StatusCodes.Status403Forbidden, ProblemCodes.Forbidden, Challenge);
        document.AddComponent<IOpenApiSecurityScheme>(Header, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = PresentedKey.Header, Description = "The key. Preferred.",
        });
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The same key; what SignalR's clients send.",
        });
        document.AddComponent<IOpenApiSecurityScheme>(Query, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Query, Name = AccessToken.Name, Description = "The same key, for sockets and for browsers where they can send no header.",
        });
        return Task.CompletedTask;
    }

    /// <summary>An operation: the scope that it needs, and how it turns callers away.</summary>
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var surface = AccessAreas.Of($"/{context.Description.RelativePath}");
        var document = context.Document!;
        operation.Responses ??= [];
        if (surface != AccessArea.Open)
        {
            Refer(operation, StatusCodes.Status429TooManyRequests, document);
        }

        if (!AsksForKeys)
        {
            return Task.CompletedTask;
        }

        if (surface == AccessArea.Open)
        {
            var tellsMore = context.Description.RelativePath == "health/ready";
            operation.Security = tellsMore ? [[], .. With(AccessScopes.Admin, document)] : [];
            Say(operation, tellsMore ? "No key is needed; with the scope `admin` it tells more." : "No key is needed.");
            return Task.CompletedTask;
        }

        Refer(operation, StatusCodes.Status401Unauthorized, document);
        Refer(operation, StatusCodes.Status403Forbidden, document);
        operation.Security = [.. With(surface.Scope(), document)];
        Say(operation, $"Scope: `{Code(surface.Scope())}`.");
        return Task.CompletedTask;
    }

    private static void Say(OpenApiOperation operation, string sentence) =>
        operation.Description = string.IsNullOrEmpty(operation.Description) ? sentence : $"{operation.Description} {sentence}";

    // Any of the three.
    private static IEnumerable<OpenApiSecurityRequirement> With(AccessScopes scope, OpenApiDocument document) =>
        new[] { Header, Bearer, Query }.Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [Code(scope)] });

    private static void AddRefusal(OpenApiDocument document, int status, string code, (string Name, string Description)[] headers) =>
        document.AddComponent<IOpenApiResponse>(NameOf(status), ProblemResponse.Of(status, [code], document, headers));

    private static void Refer(OpenApiOperation operation, int status, OpenApiDocument document) =>
        operation.Responses![$"{status}"] = new OpenApiResponseReference(NameOf(status), document);

    private static string NameOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "Unauthorized",
        StatusCodes.Status403Forbidden => "Forbidden",
        _ => "TooManyRequests",
    };

    private static string Code(AccessScopes scope) => scope.ToString().ToLowerInvariant();
}
