using System.Text.Json;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving;

/// <summary>Reads a request's JSON body: each member either comes out well-formed or is named in a <see cref="Problem"/>.</summary>
public static class BodyReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The body, which must be one JSON object without members of the same name.</summary>
    public static async Task<(JsonElement Body, Problem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, Strict, cancel).ConfigureAwait(false);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (document.RootElement.Clone(), null)
                : (default, Problem.BadRequest(ProblemCodes.InvalidQuery, "The body is no JSON object."));
        }
        catch (JsonException)
        {
            return (default, Problem.BadRequest(ProblemCodes.InvalidQuery, "The body is no JSON object; each member may be given once."));
        }
    }

    /// <summary>A member that must be a string that is not empty.</summary>
    public static Problem? Text(JsonElement body, string name, out string value)
    {
        value = "";
        if (!body.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null)
        {
            return Problem.BadRequest(ProblemCodes.MissingParameter, $"The member '{name}' is missing.");
        }

        try
        {
            value = member.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Problem.BadRequest(ProblemCodes.InvalidQuery, $"The member '{name}' is no string.");
        }

        return value.Length == 0 ? Problem.BadRequest(ProblemCodes.MissingParameter, $"The member '{name}' is empty.") : null;
    }

    /// <summary>A member that must be the code of a known asset, in any case.</summary>
    public static Problem? Asset(JsonElement body, string name, out Asset asset)
    {
        asset = AssetCatalog.Usd;
        if (Text(body, name, out var code) is { } problem)
        {
            return problem.Code == ProblemCodes.InvalidQuery ? problem with { Code = ProblemCodes.InvalidCurrency } : problem;
        }

        if (!AssetCatalog.TryGet(code, out var known))
        {
            return Problem.BadRequest(ProblemCodes.InvalidCurrency, $"'{QueryReader.Echo(code)}', given as '{name}', is no currency, metal, coin or stock that the service knows.");
        }

        asset = known;
        return null;
    }

    /// <summary>A member that must be a moment: ISO 8601, a date or a date and time, UTC where no offset is given.</summary>
    public static Problem? Instant(JsonElement body, string name, out DateTimeOffset at)
    {
        at = default;
        return Text(body, name, out var text) is { } problem ? problem
            : QueryReader.TryInstant(text, out at) ? null
            : Problem.BadRequest(ProblemCodes.InvalidQuery, $"The member '{name}' is '{QueryReader.Echo(text)}', no moment such as 2026-09-29T12:00:00Z.");
    }

    /// <summary>A member that must be a whole number from <paramref name="least"/> to 2^53 − 1.</summary>
    public static Problem? Whole(JsonElement body, string name, long least, out long value)
    {
        value = 0;
        return body.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Number && member.TryGetInt64(out value) && value >= least && value < 1L << 53
            ? null
            : Problem.BadRequest(ProblemCodes.InvalidSequence, $"The member '{name}' is missing or no whole number from {least} to 2^53 - 1.");
    }
}
