using System.Globalization;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Tables;

/// <summary>Reads parameters that are days, or one of a few words.</summary>
public static class ChoiceReader
{
    /// <summary>One of the values' codes in any case; the default value where the parameter is not there, or 400 with <paramref name="code"/>.</summary>
    public static Problem? Choice<T>(IQueryCollection query, string name, string code, out T value)
        where T : struct, Enum
    {
        value = default;
        var given = query[name];
        return given.Count == 0 || (given.Count == 1 && SeriesCodes.TryParse(given[0], out value)) ? null
            : Problem.BadRequest(code, $"The parameter '{name}' {Said(given.Count, given[0])}; it must be one of {string.Join(", ", SeriesCodes.All<T>())}.");
    }

    /// <summary>A day such as <c>2026-09-29</c>; null where the parameter is not there, or 400 <c>invalid_date</c>.</summary>
    public static Problem? Day(IQueryCollection query, string name, out DateOnly? day)
    {
        day = null;
        var given = query[name];
        if (given.Count == 0)
        {
            return null;
        }

        if (given.Count > 1 || !DateOnly.TryParseExact(given[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
        {
            return Problem.BadRequest(ProblemCodes.InvalidDate, $"The parameter '{name}' {Said(given.Count, given[0])}; it must be a day such as 2026-09-29.");
        }

        day = read;
        return null;
    }

    /// <summary>A day as answers have it.</summary>
    public static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Said(int count, string? first) => count == 1 ? $"is '{QueryReader.Echo(first ?? "")}'" : $"is given {count} times";
}
