using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.PricePlatform;

/// <summary>What is asked of <c>GET /rates/series</c>. Immutable.</summary>
/// <param name="Base">The base asset.</param>
/// <param name="Symbols">The quote assets, each once.</param>
/// <param name="Asked">Which rows.</param>
/// <param name="Form">In which form.</param>
internal sealed record SeriesRequest(Asset Base, IReadOnlyList<Asset> Symbols, SeriesQuestion Asked, TableForm Form)
{
    /// <summary>The most symbols of one request.</summary>
    public const int MaxSymbols = 200;

    /// <summary>The path.</summary>
    public const string Path = "/rates/series";

    /// <summary>Reads it, or says what is wrong. A last day in the future, or none, is today.</summary>
    public static Problem? Read(HttpRequest request, DateOnly today, out SeriesRequest asked)
    {
        asked = null!;
        var query = request.Query;
        var (form, @base) = (TableForm.Json, AssetCatalog.Usd);
        var (symbols, from, to) = ((List<Asset>?)null, (DateOnly?)null, (DateOnly?)null);
        var (group, aggregate, fill) = (SeriesGroup.Day, SeriesAggregate.Close, SeriesFill.None);
        var problem = TableRequest.Read(request, out form)
            ?? QueryReader.Asset(query, "base", out @base)
            ?? SymbolList.ReadAssets(query, MaxSymbols, out symbols)
            ?? Missing(symbols is null, "symbols")
            ?? ChoiceReader.Day(query, "from", out from)
            ?? Missing(from is null, "from")
            ?? ChoiceReader.Day(query, "to", out to)
            ?? ChoiceReader.Choice(query, "group", ProblemCodes.InvalidGroup, out group)
            ?? ChoiceReader.Choice(query, "aggregate", ProblemCodes.InvalidAggregate, out aggregate)
            ?? ChoiceReader.Choice(query, "fill", ProblemCodes.InvalidFill, out fill);
        if (problem is not null)
        {
            return problem;
        }

        if (symbols!.Contains(@base))
        {
            return Problem.BadRequest(ProblemCodes.InvalidCurrency, $"{@base} has no past in {@base}: 'symbols' must not name the base.");
        }

        var last = to is { } day && day < today ? day : today;
        if (from > (to ?? today) || from > today)
        {
            return Problem.BadRequest(ProblemCodes.InvalidRange, $"from {ChoiceReader.Iso(from!.Value)} lies after {(from > today ? $"today, {ChoiceReader.Iso(today)}" : $"to {ChoiceReader.Iso(last)}")}.");
        }

        asked = new SeriesRequest(@base, symbols, new SeriesQuestion(from!.Value, last, group, aggregate, fill), form);
        return null;
    }

    /// <summary>The same question from a later day on, as a path with its query.</summary>
    public string Next(PathString pathBase, DateOnly from) =>
        $"{pathBase.ToUriComponent()}{Path}?base={@Base}&symbols={string.Join(',', Symbols)}&from={ChoiceReader.Iso(from)}&to={ChoiceReader.Iso(Asked.To)}"
        + $"&group={SeriesCodes.Of(Asked.Group)}&aggregate={SeriesCodes.Of(Asked.Aggregate)}&fill={SeriesCodes.Of(Asked.Fill)}"
        + (Form == TableForm.Json ? "" : $"&{TableRequest.Parameter}={TableRequest.Codes[(int)Form]}");

    private static Problem? Missing(bool isMissing, string name) =>
        isMissing ? Problem.BadRequest(ProblemCodes.MissingParameter, $"The parameter '{name}' is missing.") : null;
}
