using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FxOrleans.Serving;

/// <summary>How endpoints that read their own query describe it in the API's description.</summary>
public static class Describing
{
    /// <summary>A parameter of the path, which the framework has found by itself.</summary>
    public static RouteHandlerBuilder TakesPath(this RouteHandlerBuilder endpoint, string name, string description, string example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.Parameters?.FirstOrDefault(parameter => parameter.Name == name) is OpenApiParameter found)
            {
                found.Description = description;
                found.Example = JsonValue.Create(example);
            }

            return Task.CompletedTask;
        });

    /// <summary>A query parameter that must be there.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, string name, string description, string example, params string[] values) =>
        endpoint.WithQuery(name, description, example, required: true, values);

    /// <summary>A query parameter that may be left out.</summary>
    public static RouteHandlerBuilder WithOptionalQuery(this RouteHandlerBuilder endpoint, string name, string description, string example, params string[] values) =>
        endpoint.WithQuery(name, description, example, required: false, values);

    /// <summary>Its 200 answer, in the shape of <typeparamref name="T"/>, with an example in JSON.</summary>
    public static RouteHandlerBuilder WithExample<T>(this RouteHandlerBuilder endpoint, string example) => endpoint
        .Produces<T>(StatusCodes.Status200OK, Answer.Json)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses![Text(StatusCodes.Status200OK)].Content![Answer.Json].Example = JsonNode.Parse(example);
            return Task.CompletedTask;
        });

    /// <summary>Its 202 answer, for what is done later.</summary>
    public static RouteHandlerBuilder WithAccepted<T>(this RouteHandlerBuilder endpoint, string example) => endpoint
        .Produces<T>(StatusCodes.Status202Accepted, Answer.Json)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses![Text(StatusCodes.Status202Accepted)].Content![Answer.Json].Example = JsonNode.Parse(example);
            return Task.CompletedTask;
        });

    /// <summary>Its 200 answer of another kind than JSON.</summary>
    public static RouteHandlerBuilder WithTextExample(this RouteHandlerBuilder endpoint, string contentType, string example) => endpoint
        .Produces<string>(StatusCodes.Status200OK, contentType)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses![Text(StatusCodes.Status200OK)].Content![contentType].Example = JsonValue.Create(example);
            return Task.CompletedTask;
        });

    /// <summary>Its 201 answer, which is the 200 one the first time.</summary>
    public static RouteHandlerBuilder WithCreated<T>(this RouteHandlerBuilder endpoint, string example) => endpoint
        .Produces<T>(StatusCodes.Status201Created, Answer.Json)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses![Text(StatusCodes.Status201Created)].Content![Answer.Json].Example = JsonNode.Parse(example);
            return Task.CompletedTask;
        });

    /// <summary>A JSON body in the shape of <typeparamref name="T"/>, with an example. Described only: it is read whatever type it is sent as, such as curl's <c>-d</c>.</summary>
    public static RouteHandlerBuilder WithBody<T>(this RouteHandlerBuilder endpoint, string example) =>
        endpoint.AddOpenApiOperationTransformer(async (operation, context, cancel) => operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [Answer.Json] = new()
                {
                    Schema = await context.GetOrCreateSchemaAsync(typeof(T), null, cancel).ConfigureAwait(false),
                    Example = JsonNode.Parse(example),
                },
            },
        });

    /// <summary>The same answer as text of another type.</summary>
    public static RouteHandlerBuilder AlsoAnswers(this RouteHandlerBuilder endpoint, string contentType, string example) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Responses![Text(StatusCodes.Status200OK)].Content![contentType] =
                new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String }, Example = JsonValue.Create(example) };
            return Task.CompletedTask;
        });

    /// <summary>Its 200 answer: a picture of one of these types.</summary>
    public static RouteHandlerBuilder AnswersPicture(this RouteHandlerBuilder endpoint, params string[] contentTypes) => endpoint
        .Produces(StatusCodes.Status200OK)
        .AddOpenApiOperationTransformer((operation, _, _) =>
        {
            ((OpenApiResponse)operation.Responses![Text(StatusCodes.Status200OK)]).Content = contentTypes.ToDictionary(type => type, _ => new OpenApiMediaType());
            return Task.CompletedTask;
        });

    /// <summary>A status that it may refuse with, and the codes of such answers.</summary>
    public static RouteHandlerBuilder WithProblem(this RouteHandlerBuilder endpoint, int status, params string[] codes) =>
        endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            operation.Responses ??= [];
            operation.Responses[Text(status)] = ProblemResponse.Of(status, codes, context.Document!);
            return Task.CompletedTask;
        });

    private static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder endpoint, string name, string description, string example, bool required, string[] values) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Query,
                Required = required,
                Description = description,
                Example = JsonValue.Create(example),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = values.Length == 0 ? null : [.. values.Select(value => JsonValue.Create(value))] },
            });
            return Task.CompletedTask;
        });

    private static string Text(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
