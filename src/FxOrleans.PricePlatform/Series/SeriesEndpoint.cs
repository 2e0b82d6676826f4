using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform;

/// <summary><c>GET /rates/series</c>: the past of one base against many, by day, week, month, quarter or year.</summary>
public static class SeriesEndpoint
{
    private const string Point =
        "\"date\":\"2026-01-02\",\"rate\":0.8512,\"observations\":1,\"carried\":false,\"carried_from\":null,\"source\":\"provider\",\"provider\":\"Ecb\",\"via\":[],\"simulated\":false}";

    public static IEndpointRouteBuilder MapSeries(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(SeriesRequest.Path, GetAsync)
            .WithName("series")
            .WithSummary("The past of one base against many: the service's own record, else a provider's history. What is not known is left out, and the answer says so.")
            .WithQuery("base", "Base asset.", "USD")
            .WithQuery("symbols", $"Quote assets, comma-separated, at most {SeriesRequest.MaxSymbols}.", "EUR,GBP")
            .WithQuery("from", "The first day.", "2026-01-01")
            .WithOptionalQuery("to", "The last day; today where it lies in the future or is left out.", "2026-03-31")
            .WithOptionalQuery("group", "What a row stands for; by default a day. Weeks begin on Monday. A row's date is the first day of its group.", "month", [.. SeriesCodes.All<SeriesGroup>()])
            .WithOptionalQuery("aggregate", "Which rate a row has; by default the last. average is the mean of the days' closes.", "average", [.. SeriesCodes.All<SeriesAggregate>()])
            .WithOptionalQuery("fill", "What stands for a group without an observation: nothing by default, or the row before it, marked as carried.", "previous", [.. SeriesCodes.All<SeriesFill>()])
            .WithExample<SeriesResponse>($$"""{"base":"USD","from":"2026-01-01","to":"2026-03-31","group":"day","aggregate":"close","fill":"none","simulated":false,"series":{"EUR":[{{{Point}}]},"missing":["VEF"],"unavailable":[],"next":null}""")
            .WithTable<SeriesRowResponse>($$"""{"base":"USD","symbol":"EUR",{{Point}}""")
            .WithProblem(
                StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidCurrency, ProblemCodes.TooManySymbols, ProblemCodes.InvalidQuery, ProblemCodes.InvalidDate,
                ProblemCodes.InvalidRange, ProblemCodes.InvalidGroup, ProblemCodes.InvalidAggregate, ProblemCodes.InvalidFill, ProblemCodes.InvalidFormat)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.NotReady, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static async Task<IResult> GetAsync(HttpContext context, RateBoard board, SeriesReader reader, CancellationToken cancel)
    {
        if (SeriesRequest.Read(context.Request, DateOnly.FromDateTime(board.Now.Wall.UtcDateTime), out var request) is { } problem)
        {
            return problem;
        }

        var page = await SeriesPage.ReadAsync(request, reader, cancel).ConfigureAwait(false);
        if (page.Unavailable.Count > 0 && (page.Series.Count == 0 || request.Form != TableForm.Json))
        {
            return page.Series.Count == 0 && !board.IsFilled ? RateReading.NotReady(board) : Unavailable(page);
        }

        var next = page.Next is { } day ? request.Next(context.Request.PathBase, day) : null;
        if (next is not null)
        {
            context.Response.Headers.Link = $"<{next}>; rel=\"next\"";
        }

        return new Table<SeriesRowResponse>(() => SeriesAnswer.Whole(request, page, next), SeriesAnswer.Rows(request, page)).As(request.Form);
    }

    // A table without its JSON around it could not say that rows are missing.
    private static Problem Unavailable(SeriesPage page) => Problem.Unavailable(
        ProblemCodes.UpstreamUnavailable,
        $"The past of {string.Join(", ", page.Unavailable)} is not known in full: a provider does not answer or limits us just now.") with { RetryAfter = page.RetryAfter };
}
