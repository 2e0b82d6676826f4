using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FxOrleans.PricePlatform.Mcp;

/// <summary>
/// A tool of the Model Context Protocol whose answer is that of one endpoint, as structured content and as text. A refusal is a result marked
/// as an error: the endpoint's problem with its <c>code</c>. Thread-safe.
/// </summary>
/// <param name="calls">Asks the endpoint.</param>
/// <param name="name">The tool's name.</param>
/// <param name="description">What it is for, said to a model.</param>
/// <param name="endpoint">The endpoint's name.</param>
/// <param name="parameters">Its arguments.</param>
/// <param name="shape">What the answer becomes, which must be an object; null where it is one.</param>
internal sealed class EndpointTool(
    EndpointCalls calls, string name, string description, string endpoint, IReadOnlyList<ToolParameter> parameters, Func<JsonNode, JsonObject>? shape = null) : McpServerTool
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override Tool ProtocolTool { get; } = new()
    {
        Name = name,
        Description = description,
        InputSchema = Schema(parameters),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, DestructiveHint = false, IdempotentHint = true, OpenWorldHint = false },
    };

    /// <inheritdoc/>
    public override IReadOnlyList<object> Metadata => [];

    /// <inheritdoc/>
    public override async ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default)
    {
        var given = request.Params?.Arguments;
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (given is not null && given.TryGetValue(parameter.Name, out var value))
            {
                values[parameter.Name] = Text(value);
            }
        }

        var services = request.Services ?? throw new InvalidOperationException("The request has no services.");
        var (status, body) = await calls.GetAsync(endpoint, values, services, cancellationToken).ConfigureAwait(false);
        var answer = JsonNode.Parse(body)!;
        var isError = status != 200;
        var shaped = isError || shape is null ? answer : shape(answer);
        return new CallToolResult
        {
            IsError = isError,
            Content = [new TextContentBlock { Text = shaped.ToJsonString(Readable) }],
            StructuredContent = JsonSerializer.SerializeToElement(shaped),
        };
    }

    // Models send numbers as strings and the other way round. A number with an exponent is written out; what cannot be is refused by the endpoint.
    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Number when value.GetRawText().AsSpan().ContainsAny('e', 'E') && value.TryGetDecimal(out var number) => number.ToString(CultureInfo.InvariantCulture),
        _ => value.GetRawText(),
    };

    private static JsonElement Schema(IReadOnlyList<ToolParameter> parameters)
    {
        var properties = new JsonObject();
        foreach (var parameter in parameters)
        {
            var property = new JsonObject
            {
                ["type"] = parameter.IsNumber ? new JsonArray("number", "string") : "string",
                ["description"] = parameter.Description,
            };
            if (parameter.Values.Count > 0)
            {
                property["enum"] = new JsonArray([.. parameter.Values.Select(value => JsonValue.Create(value))]);
            }

            properties[parameter.Name] = property;
        }

        return JsonSerializer.SerializeToElement(new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["required"] = new JsonArray([.. parameters.Select(parameter => JsonValue.Create(parameter.Name))]),
        });
    }
}
