using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Tables;

/// <summary>Reads the parameter <c>symbols</c>: assets between commas, each taken once.</summary>
public static class SymbolList
{
    /// <summary>The assets, or subunits in their exact spelling, in the order in which they were named; null where none is.</summary>
    public static Problem? Read(IQueryCollection query, int most, out List<Unit>? symbols)
    {
        symbols = null;
        if (QueryReader.Optional(query, "symbols", out var text) is { } problem)
        {
            return problem;
        }

        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        symbols = [];
        foreach (var part in text.Split(','))
        {
            if (!Unit.TryGet(part.AsSpan().Trim(), out var unit))
            {
                return Problem.BadRequest(ProblemCodes.InvalidCurrency, $"'{QueryReader.Echo(part)}', given in 'symbols', is no asset that the service knows.");
            }

            if (!symbols.Contains(unit))
            {
                symbols.Add(unit);
            }

            if (symbols.Count > most)
            {
                return Problem.BadRequest(ProblemCodes.TooManySymbols, $"At most {most} symbols can be asked for at once.");
            }
        }

        return null;
    }

    /// <summary>The same where the answer counts in whole units only: a subunit such as <c>GBp</c> is refused, never taken for the pound.</summary>
    public static Problem? ReadAssets(IQueryCollection query, int most, out List<Asset>? symbols)
    {
        var problem = Read(query, most, out var units);
        symbols = units?.ConvertAll(unit => unit.Asset);
        return problem ?? (units?.Find(unit => unit.Subunit is not null) is { Subunit: { } subunit }
            ? Problem.BadRequest(ProblemCodes.InvalidCurrency, $"'{subunit.Code}', given in 'symbols', is a hundredth of {subunit.Currency}, which is what this table has: ask for {subunit.Currency}.")
            : null);
    }
}
