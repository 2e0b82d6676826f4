using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using FxOrleans.Serving.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Latest;

/// <summary><c>GET /rates/latest</c>: one base against many, as JSON, CSV or NDJSON.</summary>
public static class LatestEndpoint
{
    /// <summary>The most symbols of one request.</summary>
    public const int MaxSymbols = 200;

    private const string Row =
        """{"from":"USD","to":"EUR","price":0.86142,"timestamp":"2026-09-29T12:00:00.513Z","bid":0.86141,"ask":0.86143,"confidence":0.00001,"status":"live","sources":2,"via":[],"simulated":false,"epoch":1795302042974,"sequence":211,"usage":"firm"}""";

    public static IEndpointRouteBuilder MapLatest(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rates/latest", Get)
            .WithName("latest")
            .WithSummary("One base against many; all that are priced when no symbol is named.")
            .WithQuery("base", "Base asset.", "USD")
            .WithOptionalQuery("symbols", $"Quote assets, comma-separated, at most {MaxSymbols}; GBp, GBX, ZAc, ZAX and ILA, spelt exactly so, are hundredths.", "EUR,GBP")
            .WithOptionalQuery("max_age", "Refuse an older price, of whichever symbol.", "10m")
            .WithOptionalQuery(UsageQuery.Parameter, "firm leaves out the prices that are not firm and names them in missing; there is no other value.", UsageQuery.Firm)
            .WithExample<LatestResponse>($$"""{"base":"USD","timestamp":"2026-09-29T12:00:00.513Z","simulated":false,"count":1,"rates":{"EUR":0.86142},"prices":[{{Row}}],"missing":["VEF"]}""")
            .WithTable<RateResponse>(Row)
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidMaxAge, ProblemCodes.InvalidUsage, ProblemCodes.InvalidQuery, ProblemCodes.TooManySymbols, ProblemCodes.InvalidFormat)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.RateStale)
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static IResult Get(HttpRequest request, RateBoard board)
    {
        var (symbols, maxAge, firmOnly) = ((List<Unit>?)null, (TimeSpan?)null, false);
        var problem = TableRequest.Read(request, out var form);
        var @base = new Unit(AssetCatalog.Usd);
        problem ??= QueryReader.Unit(request.Query, "base", out @base)
            ?? SymbolList.Read(request.Query, MaxSymbols, out symbols)
            ?? QueryReader.MaxAge(request.Query, out maxAge)
            ?? UsageQuery.Read(request.Query, out firmOnly);
        if (problem is not null)
        {
            return problem;
        }

        var (found, missing) = Read(board, @base, symbols);
        if (symbols is null ? !board.Book.IsSynced || board.Book.Count == 0 : missing.Count > 0 && !board.IsFilled)
        {
            return RateReading.NotReady(board);
        }

        if (firmOnly)
        {
            missing.AddRange(found.Where(rate => rate.Encoded.Reasons != UsageReason.None).Select(rate => rate.To.Code));
            found.RemoveAll(rate => rate.Encoded.Reasons != UsageReason.None);
        }

        var now = board.Now.Wall;
        if (found.Select(rate => RateReading.TooOld(rate.Rate, maxAge, now)).FirstOrDefault(old => old is not null) is { } tooOld)
        {
            return tooOld;
        }

        return new Table<RateResponse>(() => ToJson(@base, found, missing), found.Select(rate => rate.Json)).As(form);
    }

    private static (List<AskedRate> Found, List<string> Missing) Read(RateBoard board, Unit @base, List<Unit>? symbols)
    {
        var (found, missing) = (new List<AskedRate>(), new List<string>());
        foreach (var symbol in symbols ?? AssetCatalog.All.Where(asset => asset != @base.Asset && !board.Neighbours(asset).IsEmpty).Select(asset => new Unit(asset)))
        {
            if (RateReading.Read(board, @base, symbol) is { } rate)
            {
                found.Add(rate);
            }
            else
            {
                missing.Add(symbol.Code);
            }
        }

        return (found, missing);
    }

    private static byte[] ToJson(Unit @base, List<AskedRate> found, List<string> missing)
    {
        var mids = new Dictionary<string, decimal>(found.Count, StringComparer.Ordinal);
        foreach (var rate in found)
        {
            mids[rate.To.Code] = rate.Rate.Mid;
        }

        var table = new LatestResponse(
            @base.Code,
            SubunitResponse.From(@base.Subunit),
            found.Count > 0 ? found.Min(rate => rate.Rate.Timestamp) : null,
            found.Exists(rate => rate.Rate.Simulated),
            found.Count,
            mids,
            [.. found.Select(rate => new UsableRateResponse(rate))],
            missing);
        return JsonSerializer.SerializeToUtf8Bytes(table, ServingJson.Default.LatestResponse);
    }
}
