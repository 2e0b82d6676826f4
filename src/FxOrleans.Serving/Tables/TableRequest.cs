using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Tables;

/// <summary>Reads in which form a caller wants a table: by <c>format</c>, else by <c>Accept</c>, else JSON.</summary>
public static class TableRequest
{
    /// <summary>The parameter.</summary>
    public const string Parameter = "format";

    /// <summary>Its values.</summary>
    public static IReadOnlyList<string> Codes { get; } = ["json", "csv", "ndjson"];

    /// <summary>The form, or 400 <c>invalid_format</c>. The answer varies by <c>Accept</c>, and its headers say so.</summary>
    public static Problem? Read(HttpRequest request, out TableForm form)
    {
        form = TableForm.Json;
        request.HttpContext.Response.Headers.AppendCommaSeparatedValues("Vary", "Accept");
        var given = request.Query[Parameter];
        if (given.Count == 0)
        {
            form = Preferred(request);
            return null;
        }

        if (given.Count > 1)
        {
            return Problem.BadRequest(ProblemCodes.InvalidFormat, $"The parameter '{Parameter}' is given {given.Count} times.");
        }

        for (var i = 0; i < Codes.Count; i++)
        {
            if (string.Equals(Codes[i], given[0], StringComparison.OrdinalIgnoreCase))
            {
                form = (TableForm)i;
                return null;
            }
        }

        return Problem.BadRequest(ProblemCodes.InvalidFormat, $"{Parameter} '{QueryReader.Echo(given[0] ?? "")}' is none of {string.Join(", ", Codes)}.");
    }

    // What is named only by a wildcard is JSON; of two that are wanted equally the one that had to be asked for.
    private static TableForm Preferred(HttpRequest request)
    {
        Span<double> wanted = stackalloc double[Codes.Count];
        wanted.Clear();
        foreach (var type in request.GetTypedHeaders().Accept)
        {
            var form = type.MediaType.Value?.ToLowerInvariant() switch
            {
                Answer.Json => TableForm.Json,
                "text/csv" => TableForm.Csv,
                "application/x-ndjson" or "application/ndjson" or "application/jsonl" => TableForm.Ndjson,
                _ => (TableForm?)null,
            };
            if (form is { } named)
            {
                wanted[(int)named] = Math.Max(wanted[(int)named], type.Quality ?? 1);
            }
        }

        var (json, csv, ndjson) = (wanted[0], wanted[1], wanted[2]);
        return csv > 0 && csv >= json && csv >= ndjson ? TableForm.Csv
            : ndjson > 0 && ndjson >= json ? TableForm.Ndjson
            : TableForm.Json;
    }
}
