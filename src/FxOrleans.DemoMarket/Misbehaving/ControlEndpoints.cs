using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.DemoMarket;

/// <summary>
/// <c>GET /control</c> lists the providers' moods; <c>PUT</c> or <c>POST /control/{provider}</c> with
/// <c>{"mode":"lie","factor":100}</c> or <c>{"mode":"slow","delay":2.5}</c> (seconds) switches one.
/// </summary>
internal static class ControlEndpoints
{
    public static void Map(IEndpointRouteBuilder routes, DemoWorld world)
    {
        routes.MapGet("/control", (RequestDelegate)(http => ListAsync(http, world.Misbehaviour)));
        routes.MapMethods("/control/{provider}", ["PUT", "POST"], (RequestDelegate)(http => SetAsync(http, world.Misbehaviour)));
    }

    private static Task ListAsync(HttpContext http, Misbehaviour misbehaviour) => http.AnswerAsync(200, Answers.Json(json =>
    {
        json.WriteStartArray();
        foreach (var (provider, mood) in misbehaviour.All())
        {
            Write(json, provider, mood);
        }

        json.WriteEndArray();
    }));

    private static async Task SetAsync(HttpContext http, Misbehaviour misbehaviour)
    {
        if (DemoProvider.Find((string?)http.Request.RouteValues["provider"]) is not { } provider)
        {
            await ErrorAsync(http, StatusCodes.Status404NotFound, $"There is no such provider; there are {string.Join(", ", misbehaviour.All().Keys)}.");
            return;
        }

        try
        {
            using var body = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            var wish = body.RootElement;
            var delay = Number(wish, "delay");
            var mood = misbehaviour.Set(
                provider.Name,
                ModeNames.Parse(Text(wish, "mode")),
                Number(wish, "factor"),
                delay is { } seconds ? TimeSpan.FromSeconds(Math.Clamp(seconds, -1, 1e6)) : null);
            await http.AnswerAsync(200, Answers.Json(json => Write(json, provider.Name, mood)));
        }
        catch (JsonException)
        {
            await ErrorAsync(http, StatusCodes.Status400BadRequest, "The body is no JSON object such as {\"mode\":\"lie\",\"factor\":100}.");
        }
        catch (ArgumentException refused)
        {
            await ErrorAsync(http, StatusCodes.Status400BadRequest, refused.Message.Split(" (Parameter ")[0]);
        }
    }

    private static void Write(Utf8JsonWriter json, string provider, ProviderMood mood)
    {
        json.WriteStartObject();
        json.WriteString("provider", provider);
        json.WriteString("mode", ModeNames.Of(mood.Mode));
        json.WriteNumber("factor", mood.Factor);
        json.WriteNumber("delay", mood.Delay.TotalSeconds);
        json.WriteString("since", mood.Since);
        json.WriteEndObject();
    }

    // These paths are the host's own, whose errors are all of this shape (RFC 9457).
    private static Task ErrorAsync(HttpContext http, int status, string error) => http.AnswerAsync(
        status,
        Answers.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("type", "about:blank");
            json.WriteString("title", status == StatusCodes.Status404NotFound ? "Not Found" : "Bad Request");
            json.WriteNumber("status", status);
            json.WriteString("code", status == StatusCodes.Status404NotFound ? "unknown_path" : "invalid_query");
            json.WriteString("detail", error);
            json.WriteEndObject();
        }),
        "application/problem+json");

    private static string? Text(JsonElement wish, string name) =>
        Member(wish, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <exception cref="JsonException">It is there, but no number.</exception>
    private static double? Number(JsonElement wish, string name) => Member(wish, name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.Number } number => number.GetDouble(),
        _ => throw new JsonException($"{name} is no number."),
    };

    private static JsonElement? Member(JsonElement wish, string name) =>
        wish.ValueKind == JsonValueKind.Object
            ? wish.TryGetProperty(name, out var member) ? member : null
            : throw new JsonException("It is no object.");
}
