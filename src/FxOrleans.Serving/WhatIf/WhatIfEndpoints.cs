using System.Text.Json;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.WhatIf;

/// <summary>What prices would have been by other rules: <c>/whatif</c>. Only where the host brings an <see cref="IWhatIf"/>, since it has a journal.</summary>
public static class WhatIfEndpoints
{
    private const string Path = "/whatif";
    private const int MostPairs = 200;

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    public static IEndpointRouteBuilder MapWhatIf(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<IWhatIf>() is null)
        {
            return endpoints;
        }

        endpoints.MapPost(Path, StartAsync)
            .WithName("startWhatIf")
            .WithSummary("Begins to decide the past again by other rules, from this host's journal, in the background: one at a time, with half of one processor at most. For administrators.")
            .WithBody<WhatIfRequest>(WhatIfExamples.Request)
            .WithAccepted<WhatIfResponse>(WhatIfExamples.Queued)
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidQuery, ProblemCodes.InvalidRange, ProblemCodes.InvalidCurrency, ProblemCodes.TooManySymbols, ProblemCodes.InvalidPolicy)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Receipts);
        endpoints.MapGet($"{Path}/{{id}}", Find)
            .WithName("whatIf")
            .WithSummary("How far a what-if is, and its result: how many prices would have differed, by how much, and what is firm. The latest 64 are kept, by the host that has them alone.")
            .TakesPath("id", "The id that POST /whatif gave.", WhatIfExamples.Id)
            .WithExample<WhatIfResponse>(WhatIfExamples.Done)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.UnknownJob)
            .WithTags(ServiceDescription.Receipts);
        endpoints.MapDelete($"{Path}/{{id}}", Cancel)
            .WithName("cancelWhatIf")
            .WithSummary("Ends a what-if that is not done. For administrators.")
            .TakesPath("id", "The id that POST /whatif gave.", WhatIfExamples.Id)
            .WithExample<WhatIfResponse>(WhatIfExamples.Queued.Replace("queued", "cancelled", StringComparison.Ordinal))
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.UnknownJob)
            .WithTags(ServiceDescription.Receipts);
        return endpoints;
    }

    private static async Task<IResult> StartAsync(HttpRequest request, IWhatIf whatIf, TimeProvider time, CancellationToken cancel)
    {
        var (body, problem) = await BodyReader.ReadAsync(request, cancel).ConfigureAwait(false);
        var (from, to, pairs) = (default(DateTimeOffset), default(DateTimeOffset), (List<CurrencyPair>?)null);
        problem ??= BodyReader.Instant(body, "from", out from) ?? BodyReader.Instant(body, "to", out to) ?? Range(from, to, time.GetUtcNow()) ?? Pairs(body, out pairs);
        var (rules, wrong) = problem is null ? PolicyBody.Read(body) : ([], problem);
        if (wrong is not null)
        {
            return wrong;
        }

        try
        {
            return whatIf.Start(new WhatIfQuestion(from, to, pairs, rules)) is { } job
                ? new WhatIfAccepted($"{request.PathBase}{Path}/{job.Id}", Json(job))
                : new Problem(StatusCodes.Status429TooManyRequests, ProblemCodes.RateLimited, "Too many what-ifs wait already; one is decided at a time.") { RetryAfter = Wait };
        }
        catch (FormatException unusable)
        {
            return Problem.BadRequest(ProblemCodes.InvalidPolicy, unusable.Message);
        }
    }

    private static IResult Find(string id, IWhatIf whatIf) => Tell(id, whatIf.Find(id));

    private static IResult Cancel(string id, IWhatIf whatIf) => Tell(id, whatIf.Cancel(id));

    private static IResult Tell(string id, WhatIfJob? found) => found is null
        ? Problem.NotFound(ProblemCodes.UnknownJob, $"This host has no what-if '{QueryReader.Echo(id)}'; the latest are kept, until it ends.")
        : new Answer(Json(found), Answer.Json, "no-store");

    private static byte[] Json(WhatIfJob job) => JsonSerializer.SerializeToUtf8Bytes(WhatIfResponse.Of(job), ServingJson.Default.WhatIfResponse);

    private static Problem? Range(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now) =>
        from >= to ? Problem.BadRequest(ProblemCodes.InvalidRange, $"from {RateJson.Format(from)} is not before to {RateJson.Format(to)}.")
        : from > now ? Problem.BadRequest(ProblemCodes.InvalidRange, $"from {RateJson.Format(from)} lies in the future.")
        : null;

    private static Problem? Pairs(JsonElement body, out List<CurrencyPair>? pairs)
    {
        pairs = null;
        if (!body.TryGetProperty("pairs", out var named) || named.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (named.ValueKind != JsonValueKind.Array || named.GetArrayLength() == 0)
        {
            return Problem.BadRequest(ProblemCodes.InvalidQuery, "The member 'pairs' is no array of pairs, such as [\"USD/EUR\"]; without it all are meant.");
        }

        if (named.GetArrayLength() > MostPairs)
        {
            return Problem.BadRequest(ProblemCodes.TooManySymbols, $"At most {MostPairs} pairs can be named; without 'pairs' all are meant.");
        }

        pairs = [];
        foreach (var name in named.EnumerateArray())
        {
            var text = name.ValueKind == JsonValueKind.String ? name.GetString()! : name.GetRawText();
            if (!CurrencyPair.TryParse(text, out var pair))
            {
                return Problem.BadRequest(ProblemCodes.InvalidCurrency, $"'{QueryReader.Echo(text)}' is no pair of two known assets, such as USD/EUR.");
            }

            pairs.Add(pair);
        }

        return null;
    }
}
