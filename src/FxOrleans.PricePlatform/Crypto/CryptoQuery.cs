using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.PricePlatform;

/// <summary>Reads the parameters of coin discovery; what is wrong with them is found out before anybody is asked.</summary>
internal static class CryptoQuery
{
    /// <summary>The longest text that is searched for.</summary>
    public const int LongestText = 64;

    /// <summary>The parameter <c>limit</c>: 1 to <paramref name="most"/>, once; <paramref name="otherwise"/> where there is none.</summary>
    public static Problem? Limit(IQueryCollection query, int otherwise, int most, out int limit)
    {
        limit = otherwise;
        var values = query["limit"];
        return values.Count == 0
            || (values.Count == 1 && int.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit >= 1 && limit <= most)
            ? null
            : Problem.BadRequest(ProblemCodes.InvalidLimit, $"limit is '{QueryReader.Echo(values[0] ?? "")}'; it must be a whole number from 1 to {most}, given once.");
    }

    /// <summary>The parameter <c>q</c> as <see cref="Normal"/> writes it: names and symbols, no wildcards.</summary>
    public static Problem? Text(IQueryCollection query, out string text)
    {
        if (QueryReader.Required(query, "q", out text) is { } problem)
        {
            return problem;
        }

        text = Normal(text);
        return IsText(text)
            ? null
            : Problem.BadRequest(ProblemCodes.InvalidQuery, $"'{QueryReader.Echo(text)}', given as 'q', is no name: letters, digits, spaces and . - _ + $ & ' ( ) ! only, 1 to {LongestText} of them. There are no wildcards.");
    }

    /// <summary>One spelling of what is searched for: lower case, no spaces around it, one between two words.</summary>
    public static string Normal(string text) => string.Join(' ', text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>True for a text that can be searched for, in that spelling.</summary>
    public static bool IsText(string text) =>
        text.Length is > 0 and <= LongestText && text.Any(char.IsLetterOrDigit) && text.All(IsName) && Normal(text) == text;

    private static bool IsName(char letter) => char.IsLetterOrDigit(letter) || letter is ' ' or '.' or '-' or '_' or '+' or '$' or '&' or '\'' or '(' or ')' or '!';
}
