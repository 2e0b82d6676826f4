using System.Text.Json;
using System.Text.Json.Nodes;
using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform.DropIn.Frankfurter;

/// <summary>
/// Frankfurter's v2 (lib/versions/v2.rb of lineofflight/frankfurter) over this service's own rates: those of now off the board, those of a day or of
/// a span of days as <c>/rates/series</c> has them. A price in dispute, or of a broken peg, is left out: this shape cannot say so.
/// </summary>
internal static class FrankfurterV2
{
    private const UsageReason Doubted = UsageReason.Disputed | UsageReason.PegBroken;

    public static IEndpointRouteBuilder MapFrankfurterV2(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/v2/rates", RatesAsync).ExcludeFromDescription();
        endpoints.MapGet("/v2/rate/{from}/{to}", RateAsync).ExcludeFromDescription();
        endpoints.MapGet("/v2/currencies", Currencies).ExcludeFromDescription();
        return endpoints;
    }

    private static async Task<IResult> RatesAsync(HttpContext context, RateBoard board, SeriesReader reader, CancellationToken cancel)
    {
        if (FrankfurterV2Question.Read(context.Request.Query, out var asked) is { } wrong)
        {
            return Error(context, StatusCodes.Status422UnprocessableEntity, wrong);
        }

        if (TableRequest.Read(context.Request, out var form) is { } problem)
        {
            return problem;
        }

        var (rows, failure) = await ReadAsync(asked, context, board, reader, cancel).ConfigureAwait(false);
        ReadOnlyMemory<byte>[] written = [.. rows.Select(row => (ReadOnlyMemory<byte>)row.ToJson())];
        return failure ?? new Table<FrankfurterRow>(() => JsonSerializer.SerializeToUtf8Bytes(rows, JsonSerializerOptions.Web), written).As(form);
    }

    private static async Task<IResult> RateAsync(string from, string to, HttpContext context, RateBoard board, SeriesReader reader, CancellationToken cancel)
    {
        var query = new QueryCollection(context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value)
            .Concat([new("base", from), new("quotes", to)]).GroupBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Last().Value));
        if (FrankfurterV2Question.Read(query, out var asked) is { } wrong)
        {
            return Error(context, StatusCodes.Status422UnprocessableEntity, wrong);
        }

        var (rows, failure) = await ReadAsync(asked, context, board, reader, cancel).ConfigureAwait(false);
        return failure ?? (rows.Count > 0 ? ForeignAnswer.Ok(JsonNode.Parse(rows[0].ToJson())!) : Error(context, StatusCodes.Status404NotFound, "not found"));
    }

    private static async Task<(IReadOnlyList<FrankfurterRow> Rows, IResult? Failure)> ReadAsync(
        FrankfurterV2Question asked, HttpContext context, RateBoard board, SeriesReader reader, CancellationToken cancel)
    {
        var today = DateOnly.FromDateTime(board.Now.Wall.UtcDateTime);
        if (asked.From is null && (asked.Date is null || asked.Date >= today))
        {
            return board.IsFilled ? (Latest(asked, board), null) : ([], Error(context, StatusCodes.Status503ServiceUnavailable, "no price has come in yet", TimeSpan.FromSeconds(1)));
        }

        var (from, to) = (asked.From ?? asked.Date!.Value, asked.From is null ? asked.Date!.Value : asked.To < today ? asked.To.Value : today);
        if (from > to)
        {
            return ([], null);
        }

        Asset[] symbols = [.. asked.Quotes!.Where(quote => quote != asked.Base).Take(SeriesRequest.MaxSymbols)];
        var question = new SeriesQuestion(
            from, to, asked.Group, asked.Group == SeriesGroup.Day ? SeriesAggregate.Close : SeriesAggregate.Average, asked.From is null ? SeriesFill.Previous : SeriesFill.None);
        var page = await SeriesPage.ReadAsync(new SeriesRequest(asked.Base, symbols, question, TableForm.Json), reader, cancel).ConfigureAwait(false);
        if (page.Unavailable.Count > 0)
        {
            return ([], Error(context, StatusCodes.Status503ServiceUnavailable, "a provider of the past does not answer just now", page.RetryAfter));
        }

        if (page.Next is not null)
        {
            return ([], Error(context, StatusCodes.Status422UnprocessableEntity, $"the range has more than {SeriesPage.MostRows} rows; group it or split it, or ask /rates/series"));
        }

        var rows = page.Series.SelectMany(series => series.Rows.Select(row => Row(asked.Base, series.Symbol, row.CarriedFrom ?? row.Date, row.Rate, row.Simulated)));
        var dates = rows.Select(row => row.Date).DefaultIfEmpty(to);
        return ([.. rows.Concat(asked.Quotes!.Contains(asked.Base) ? [Row(asked.Base, asked.Base, dates.Max(), 1.0m, false)] : []).OrderBy(row => row.Date).ThenBy(row => row.Quote, StringComparer.Ordinal)], null);
    }

    private static FrankfurterRow[] Latest(FrankfurterV2Question asked, RateBoard board)
    {
        var quotes = asked.Quotes ?? [.. AssetCatalog.All.Where(asset => asset.Class is AssetClass.Currency or AssetClass.Metal && (asset == asked.Base || !board.Neighbours(asset).IsEmpty))];
        var rows = quotes.Where(quote => quote != asked.Base).Select(quote => board.Read(asked.Base, quote)).OfType<EncodedRate>()
            .Where(rate => (rate.Reasons & Doubted) == 0)
            .Select(rate => Row(rate.Rate.From, rate.Rate.To, DateOnly.FromDateTime(rate.Rate.Timestamp.UtcDateTime), rate.Rate.Mid, rate.Rate.Simulated))
            .ToList();
        if (quotes.Contains(asked.Base) && (rows.Count > 0 || asked.Quotes is not null))
        {
            var newest = rows.Select(row => row.Date).DefaultIfEmpty(DateOnly.FromDateTime(board.Now.Wall.UtcDateTime)).Max();
            rows.Add(Row(asked.Base, asked.Base, newest, 1.0m, false));
        }

        return [.. rows.OrderBy(row => row.Quote, StringComparer.Ordinal)];
    }

    private static IResult Currencies(HttpContext context) => context.Request.Query.Count > 0
        ? Error(context, StatusCodes.Status422UnprocessableEntity, $"unknown parameter: {string.Join(", ", context.Request.Query.Keys.Select(QueryReader.Echo))}")
        : ForeignAnswer.Ok(
            new JsonArray([.. AssetCatalog.All.Where(asset => asset.Class is AssetClass.Currency or AssetClass.Metal && !asset.IsDead).OrderBy(asset => asset.Code, StringComparer.Ordinal)
                .Select(asset => new JsonObject { ["iso_code"] = asset.Code, ["iso_numeric"] = asset.Number, ["name"] = asset.Name, ["symbol"] = null, ["start_date"] = null, ["end_date"] = null })]),
            Answer.Hour);

    private static FrankfurterRow Row(Asset @base, Asset quote, DateOnly date, decimal rate, bool simulated) => new(date, @base.Code, quote.Code, rate, simulated ? true : null);

    private static IResult Error(HttpContext context, int status, string message, TimeSpan? retryAfter = null) =>
        ForeignAnswer.Error(context, status, new JsonObject { ["status"] = status, ["message"] = message }, retryAfter);
}
