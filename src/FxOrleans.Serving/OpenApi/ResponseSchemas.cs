using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FxOrleans.Serving;

/// <summary>
/// What the framework's schemas do not tell: numbers are always written as numbers, and what is left out when it is not known is optional,
/// not null.
/// </summary>
internal sealed class ResponseSchemas : IOpenApiSchemaTransformer
{
    private const string Suffix = "Response";

    /// <summary>Names a schema as callers think of it.</summary>
    public static string? NameOf(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name?.EndsWith(Suffix, StringComparison.Ordinal) == true ? name[..^Suffix.Length] : name;
    }

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Type is { } type && (type & (JsonSchemaType.Number | JsonSchemaType.Integer)) != 0)
        {
            schema.Type = type & ~JsonSchemaType.String;
            schema.Pattern = null;
            if (context.JsonTypeInfo.Type == typeof(decimal) || context.JsonTypeInfo.Type == typeof(decimal?))
            {
                schema.Format = "decimal"; // Every digit is written: more than a double holds.
            }
        }

        if (context.JsonTypeInfo.Properties.Any(property => property.IsExtensionData))
        {
            schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String };
        }

        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: true) is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }])
            {
                schema.Required?.Remove(property.Name);
                if (schema.Properties?.TryGetValue(property.Name, out var found) == true && found is OpenApiSchema { Type: not null } optional)
                {
                    optional.Type &= ~JsonSchemaType.Null;
                }
            }
        }

        return Task.CompletedTask;
    }
}
