using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;

namespace FxOrleans.Access;

/// <summary>Errors in the API's description: problem+json with the codes that an answer of that status may have.</summary>
public static class ProblemResponse
{
    /// <summary>The name of the schema that all errors share.</summary>
    public const string SchemaName = "Problem";

    /// <summary>What every error has.</summary>
    public static OpenApiSchema Schema { get; } = new()
    {
        Type = JsonSchemaType.Object,
        Description = "An error (RFC 9457). Branch on code: it is stable, the words are not.",
        Required = new HashSet<string> { "type", "title", "status", "code", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The status in words." },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["code"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "One sentence that names what was wrong." },
        },
    };

    /// <summary>An answer of that status with one of these codes.</summary>
    public static OpenApiResponse Of(int status, IReadOnlyCollection<string> codes, OpenApiDocument document, params (string Name, string Description)[] headers) => new()
    {
        Description = $"{ReasonPhrases.GetReasonPhrase(status)}: {string.Join(", ", codes)}.",
        Headers = headers.Length == 0 ? null : headers.ToDictionary(
            header => header.Name,
            header => (IOpenApiHeader)new OpenApiHeader { Description = header.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } }),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Problem.ContentType] = new()
            {
                Schema = new OpenApiSchema
                {
                    AllOf =
                    [
                        new OpenApiSchemaReference(SchemaName, document),
                        new OpenApiSchema
                        {
                            Properties = new Dictionary<string, IOpenApiSchema>
                            {
                                ["status"] = new OpenApiSchema { Enum = [JsonValue.Create(status)] },
                                ["code"] = new OpenApiSchema { Enum = [.. codes.Select(code => JsonValue.Create(code))] },
                            },
                        },
                    ],
                },
                Examples = codes.ToDictionary(code => code, code => (IOpenApiExample)new OpenApiExample { Value = Example(status, code) }),
            },
        },
    };

    private static JsonObject Example(int status, string code) => new()
    {
        ["type"] = "about:blank",
        ["title"] = ReasonPhrases.GetReasonPhrase(status),
        ["status"] = status,
        ["code"] = code,
        ["detail"] = "…",
    };
}
