using System.Text.Json;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform;

/// <summary><c>GET /rates/official</c>: one institution's own rates of a date, never blended with anything.</summary>
public static class OfficialEndpoint
{
    private const int MaxSymbols = 200;

    public static IEndpointRouteBuilder MapOfficial(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rates/official", GetAsync)
            .WithName("official")
            .WithSummary("One institution's own rates of a date, or of its last before it, with the digits that it published.")
            .WithQuery("source", "The institution.", "ECB", [.. OfficialSource.All.Select(source => source.Code)])
            .WithOptionalQuery("base", "Its base asset, in which it publishes; no other is computed.", "EUR")
            .WithOptionalQuery("symbols", $"Assets, comma-separated, at most {MaxSymbols}; by default all that it published.", "USD,GBP")
            .WithOptionalQuery("date", "The day; by default today.", "2026-09-29")
            .WithExample<OfficialResponse>("""{"source":"ECB","base":"EUR","published":"2026-09-29","simulated":false,"rates":{"USD":1.1609},"missing":[]}""")
            .WithTable<OfficialRowResponse>("""{"source":"ECB","base":"EUR","symbol":"USD","published":"2026-09-29","rate":1.1609,"simulated":false}""")
            .WithProblem(
                StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.UnknownSource, ProblemCodes.InvalidCurrency, ProblemCodes.TooManySymbols,
                ProblemCodes.InvalidQuery, ProblemCodes.InvalidDate, ProblemCodes.InvalidFormat)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.NoPrice)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static async Task<IResult> GetAsync(HttpContext context, RateBoard board, SharedResponses answers, CancellationToken cancel)
    {
        var query = context.Request.Query;
        var (source, @base, symbols, date) = (OfficialSource.Ecb, (Asset?)null, (List<Asset>?)null, (DateOnly?)null);
        var problem = TableRequest.Read(context.Request, out var form)
            ?? Source(query, out source)
            ?? Base(query, out @base)
            ?? SymbolList.ReadAssets(query, MaxSymbols, out symbols)
            ?? ChoiceReader.Day(query, "date", out date);
        if (problem is not null)
        {
            return problem;
        }

        if (@base is not null && @base != source.Base)
        {
            return Problem.NotFound(ProblemCodes.NoPrice, $"{source.Code} publishes rates for one {source.Base}, none for one {@base}; /rates/series computes them.");
        }

        var today = DateOnly.FromDateTime(board.Now.Wall.UtcDateTime);
        var asked = date is { } day && day < today ? day : today;
        if (asked < source.Earliest)
        {
            return Problem.NotFound(ProblemCodes.NoPrice, $"{source.Code} published nothing before {ChoiceReader.Iso(source.Earliest)}.");
        }

        var outcome = await answers.GetAsync(new CacheRequestOfficial(source, new DateOnly(asked.Year, asked.Month, 1)), cancel).ConfigureAwait(false);
        if (outcome.Answer is not { } month)
        {
            return CachedResult.Of(context, outcome, () => NotPublished(source, asked));
        }

        if (OfficialMonth.Read(month.Body) is not { } read || read.Newest(asked) is not { } newest)
        {
            return NotPublished(source, asked);
        }

        var table = Pick(source, read.Simulated, newest, symbols);
        return table.Rates.Count > 0
            ? new Table<OfficialRowResponse>(() => JsonSerializer.SerializeToUtf8Bytes(table, PlatformJson.Default.OfficialResponse), Rows(table)).As(form)
            : Problem.NotFound(ProblemCodes.NoPrice, $"{source.Code} published no rate of {string.Join(", ", table.Missing)} for {ChoiceReader.Iso(table.Published)}.");
    }

    private static OfficialResponse Pick(OfficialSource source, bool simulated, OfficialMonthDay day, List<Asset>? symbols) => new(
        source.Code,
        source.Base.Code,
        day.Date,
        simulated,
        symbols is null ? day.Rates : symbols.Where(symbol => day.Rates.ContainsKey(symbol.Code)).ToDictionary(symbol => symbol.Code, symbol => day.Rates[symbol.Code]),
        [.. (symbols ?? []).Select(symbol => symbol.Code).Where(code => !day.Rates.ContainsKey(code))]);

    private static IEnumerable<ReadOnlyMemory<byte>> Rows(OfficialResponse table) => table.Rates.Select(rate => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(
        new OfficialRowResponse(table.Source, table.Base, rate.Key, table.Published, rate.Value, table.Simulated), PlatformJson.Default.OfficialRowResponse));

    private static Problem? Source(IQueryCollection query, out OfficialSource source)
    {
        source = OfficialSource.Ecb;
        if (QueryReader.Required(query, "source", out var code) is { } problem)
        {
            return problem;
        }

        if (OfficialSource.Find(code) is not { } known)
        {
            return Problem.BadRequest(
                ProblemCodes.UnknownSource, $"'{QueryReader.Echo(code)}' is no institution whose rates the service knows; these are: {string.Join(", ", OfficialSource.All.Select(one => one.Code))}.");
        }

        source = known;
        return null;
    }

    private static Problem? Base(IQueryCollection query, out Asset? @base)
    {
        @base = null;
        if (!query.ContainsKey("base"))
        {
            return null;
        }

        var problem = QueryReader.Asset(query, "base", out var given);
        @base = given;
        return problem;
    }

    private static Problem NotPublished(OfficialSource source, DateOnly date) =>
        Problem.NotFound(ProblemCodes.NoPrice, $"{source.Code} published nothing for {ChoiceReader.Iso(date)} or shortly before.");
}
