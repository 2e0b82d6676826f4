using System.Globalization;
using System.Text;
using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Latest;

/// <summary><c>GET /rates/latest</c>: one base against many, as JSON or CSV.</summary>
public static class LatestEndpoint
{
    /// <summary>The most symbols of one request.</summary>
    public const int MaxSymbols = 200;

    private const string Csv = "text/csv";

    public static IEndpointRouteBuilder MapLatest(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rates/latest", Get)
            .WithName("latest")
            .WithSummary("One base against many; all that are priced when no symbol is named. CSV with Accept: text/csv.")
            .WithQuery("base", "Base asset.", "USD")
            .WithOptionalQuery("symbols", $"Quote assets, comma-separated, at most {MaxSymbols}; GBp, GBX, ZAc, ZAX and ILA, spelt exactly so, are hundredths.", "EUR,GBP")
            .WithOptionalQuery("max_age", "Refuse an older price, of whichever symbol.", "10m")
            .WithExample<LatestResponse>("""{"base":"USD","timestamp":"2026-09-29T12:00:00.513Z","simulated":false,"count":1,"rates":{"EUR":0.86142},"prices":[{"from":"USD","to":"EUR","price":0.86142,"timestamp":"2026-09-29T12:00:00.513Z","bid":0.86141,"ask":0.86143,"confidence":0.00001,"status":"live","sources":2,"via":[],"simulated":false,"epoch":1795302042974,"sequence":211}],"missing":["VEF"]}""")
            .AlsoAnswers(Csv, "from,to,price,timestamp,bid,ask,confidence,status,sources,simulated\nUSD,EUR,0.86142,2026-09-29T12:00:00Z,0.86141,0.86143,0.00001,live,2,false\n")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidMaxAge, ProblemCodes.InvalidQuery, ProblemCodes.TooManySymbols)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.RateStale)
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static IResult Get(HttpRequest request, RateBoard board)
    {
        var (symbols, maxAge) = ((List<Unit>?)null, (TimeSpan?)null);
        var problem = QueryReader.Unit(request.Query, "base", out var @base)
            ?? Symbols(request.Query, out symbols)
            ?? QueryReader.MaxAge(request.Query, out maxAge);
        if (problem is not null)
        {
            return problem;
        }

        var (found, missing) = Read(board, @base, symbols);
        if (symbols is null ? !board.Book.IsSynced || board.Book.Count == 0 : missing.Count > 0 && !board.IsFilled)
        {
            return RateReading.NotReady(board);
        }

        var now = board.Now.Wall;
        if (found.Select(rate => RateReading.TooOld(rate.Rate, maxAge, now)).FirstOrDefault(old => old is not null) is { } tooOld)
        {
            return tooOld;
        }

        request.HttpContext.Response.Headers.Vary = "Accept";
        return PrefersCsv(request)
            ? new Answer(ToCsv(found), $"{Csv}; charset=utf-8", Answer.Revalidate)
            : new Answer(ToJson(@base, found, missing), Answer.Json, Answer.Revalidate);
    }

    private static bool PrefersCsv(HttpRequest request)
    {
        var (csv, json) = (0.0, 0.0);
        foreach (var type in request.GetTypedHeaders().Accept)
        {
            var quality = type.Quality ?? 1;
            csv = type.MediaType.Equals(Csv, StringComparison.OrdinalIgnoreCase) ? Math.Max(csv, quality) : csv;
            json = type.MediaType.Equals(Answer.Json, StringComparison.OrdinalIgnoreCase) ? Math.Max(json, quality) : json;
        }

        return csv > 0 && csv >= json;
    }

    private static Problem? Symbols(IQueryCollection query, out List<Unit>? symbols)
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

            if (symbols.Count > MaxSymbols)
            {
                return Problem.BadRequest(ProblemCodes.TooManySymbols, $"At most {MaxSymbols} symbols can be asked for at once.");
            }
        }

        return null;
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
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("base", @base.Code);
            if (@base.Subunit is { } subunit)
            {
                json.WriteStartObject("subunit");
                json.WriteString("of", subunit.Currency);
                json.WriteNumber("per", subunit.Per);
                json.WriteEndObject();
            }

            if (found.Count > 0)
            {
                json.WriteString("timestamp", RateJson.Format(found.Min(rate => rate.Rate.Timestamp)));
            }

            json.WriteBoolean("simulated", found.Exists(rate => rate.Rate.Simulated));
            json.WriteNumber("count", found.Count);
            json.WriteStartObject("rates");
            foreach (var rate in found)
            {
                json.WriteNumber(rate.To.Code, rate.Rate.Mid);
            }

            json.WriteEndObject();
            json.WriteStartArray("prices");
            foreach (var rate in found)
            {
                json.WriteRawValue(rate.Json.Span, skipInputValidation: true);
            }

            json.WriteEndArray();
            json.WriteStartArray("missing");
            foreach (var symbol in missing)
            {
                json.WriteStringValue(symbol);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static byte[] ToCsv(List<AskedRate> found)
    {
        var text = new StringBuilder("from,to,price,timestamp,bid,ask,confidence,status,sources,simulated\n");
        foreach (var asked in found)
        {
            var rate = asked.Rate;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{asked.From.Code},{asked.To.Code},{rate.Mid},{RateJson.Format(rate.Timestamp)},{rate.Bid},{rate.Ask},{rate.Confidence},{RateJson.StatusText(asked.Encoded.Status)},{rate.Sources},{(rate.Simulated ? "true" : "false")}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
