using System.Globalization;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving;

/// <summary>Reads a request's parameters: each either comes out well-formed or is named in a <see cref="Problem"/>.</summary>
public static class QueryReader
{
    private const int MostEchoed = 32;

    private static readonly string[] Instants = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>A parameter that must be there once and not be empty.</summary>
    public static Problem? Required(IQueryCollection query, string name, out string value)
    {
        var problem = Optional(query, name, out var found);
        value = found ?? "";
        return problem ?? (value.Length == 0
            ? Problem.BadRequest(ProblemCodes.MissingParameter, $"The parameter '{name}' is missing.")
            : null);
    }

    /// <summary>A parameter that may be there once.</summary>
    public static Problem? Optional(IQueryCollection query, string name, out string? value)
    {
        var values = query[name];
        value = values.Count == 0 ? null : values[0];
        return values.Count > 1 ? Problem.BadRequest(ProblemCodes.InvalidQuery, $"The parameter '{name}' is given {values.Count} times.") : null;
    }

    /// <summary>A parameter that must be the code of a known asset, in any case; a subunit such as <c>GBp</c> is refused.</summary>
    public static Problem? Asset(IQueryCollection query, string name, out Asset asset)
    {
        var problem = Unit(query, name, out var unit);
        asset = unit.Asset;
        return problem ?? (unit.Subunit is { } subunit
            ? Problem.BadRequest(ProblemCodes.InvalidCurrency, $"'{subunit.Code}', given as '{name}', is a hundredth of {subunit.Currency}, which is what is priced here: ask for {subunit.Currency}, and divide amounts by {subunit.Per}.")
            : null);
    }

    /// <summary>A parameter that must be the code of a known asset, in any case, or of a subunit in its exact spelling.</summary>
    public static Problem? Unit(IQueryCollection query, string name, out Unit unit)
    {
        unit = new Unit(AssetCatalog.Usd);
        if (query[name].Count > 1)
        {
            return Problem.BadRequest(ProblemCodes.InvalidCurrency, $"The parameter '{name}' is given {query[name].Count} times.");
        }

        if (Required(query, name, out var code) is { } problem)
        {
            return problem;
        }

        if (!Pricing.Unit.TryGet(code, out var known))
        {
            return Problem.BadRequest(ProblemCodes.InvalidCurrency, $"'{Echo(code)}', given as '{name}', is no currency, metal, coin or stock that the service knows.");
        }

        unit = known;
        return null;
    }

    /// <summary>An optional <c>max_age</c>: a whole number with <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
    public static Problem? MaxAge(IQueryCollection query, out TimeSpan? maxAge)
    {
        maxAge = null;
        if (Optional(query, "max_age", out var text) is { } problem)
        {
            return problem;
        }

        if (text is null)
        {
            return null;
        }

        if (!Duration.TryParse(text, out var value))
        {
            return Problem.BadRequest(ProblemCodes.InvalidMaxAge, $"max_age '{Echo(text)}' is no duration above 0, such as 500ms, 5s, 10m, 2h or 1d.");
        }

        maxAge = value;
        return null;
    }

    /// <summary>A moment that must not lie in the future: ISO 8601, a date or a date and time, UTC where no offset is given.</summary>
    public static Problem? PastInstant(IQueryCollection query, string name, DateTimeOffset now, out DateTimeOffset at)
    {
        at = default;
        if (Required(query, name, out var text) is { } problem)
        {
            return problem;
        }

        // A plus sign that was not escaped comes as a space.
        var read = text.Length > 6 && text[^6] == ' ' ? string.Concat(text.AsSpan(0, text.Length - 6), "+", text.AsSpan(text.Length - 5)) : text;
        return !TryInstant(read, out at)
                ? Problem.BadRequest(ProblemCodes.InvalidQuery, $"{name} '{Echo(text)}' is no moment such as 2026-09-29T12:00:00Z.")
            : at > now ? Problem.BadRequest(ProblemCodes.InvalidQuery, $"{name} '{Echo(text)}' lies in the future.")
            : null;
    }

    /// <summary>Reads a moment as <see cref="PastInstant"/> does.</summary>
    internal static bool TryInstant(string text, out DateTimeOffset at) =>
        DateTimeOffset.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at);

    /// <summary>What was given, short enough for a message and without control characters.</summary>
    public static string Echo(string text)
    {
        var shortened = text.Length > MostEchoed ? string.Concat(text.AsSpan(0, MostEchoed), "…") : text;
        return string.Create(shortened.Length, shortened, static (span, source) =>
        {
            for (var i = 0; i < span.Length; i++)
            {
                span[i] = char.IsControl(source[i]) || char.IsSurrogate(source[i]) ? '\uFFFD' : source[i];
            }
        });
    }
}
