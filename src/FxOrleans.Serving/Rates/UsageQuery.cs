using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Rates;

/// <summary>Reads the parameter <c>usage</c>, with which a caller refuses any price that is not firm.</summary>
internal static class UsageQuery
{
    /// <summary>The parameter.</summary>
    public const string Parameter = "usage";

    /// <summary>What it does, for the API's description.</summary>
    public const string Meaning = "firm refuses a price that is not firm, with 503 not_firm and its reasons; there is no other value.";

    /// <summary>Its only value.</summary>
    public static string Firm { get; } = PriceUsage.Firm.Code();

    /// <summary>Reads it: true for <c>firm</c>, false where it is not there, or 400 <c>invalid_usage</c>.</summary>
    public static Problem? Read(IQueryCollection query, out bool firmOnly)
    {
        var given = query[Parameter];
        firmOnly = given.Count == 1 && given[0] == Firm;
        return firmOnly || given.Count == 0 ? null
            : given.Count > 1 ? Problem.BadRequest(ProblemCodes.InvalidUsage, $"The parameter '{Parameter}' is given {given.Count} times.")
            : Problem.BadRequest(ProblemCodes.InvalidUsage, $"{Parameter} '{QueryReader.Echo(given[0] ?? "")}' is not known. Use {Firm}, or leave it out.");
    }
}
