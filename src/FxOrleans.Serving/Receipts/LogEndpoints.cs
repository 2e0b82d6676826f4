using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Receipts;

/// <summary>The log of receipts: its signed size and root, where a receipt is in it, and that it only grows. Only where the host brings an <see cref="ITransparencyLog"/>.</summary>
public static class LogEndpoints
{
    public static IEndpointRouteBuilder MapReceiptLog(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<ITransparencyLog>() is null)
        {
            return endpoints;
        }

        endpoints.MapGet("/log/checkpoint", CheckpointAsync)
            .WithName("logCheckpoint")
            .WithSummary("The log's size and root of now, signed with a key of receipts.")
            .WithExample<CheckpointResponse>("""{"checkpoint":"eyJhbGciOiJFUzI1NiJ9.eyJzaXplIjoxfQ.c2ln"}""")
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.ReceiptsUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Receipts);
        endpoints.MapGet("/log/proof", ProofAsync)
            .WithName("logProof")
            .WithSummary("The hashes that lead from a receipt's id to the root of the log (RFC 9162).")
            .WithQuery("receipt", "The receipt's id.", ReceiptExamples.Id)
            .WithExample<LogProof>($$"""{"index":0,"size":1,"root":"{{ReceiptExamples.Id}}","hashes":[],"checkpoint":"eyJhbGciOiJFUzI1NiJ9.eyJzaXplIjoxfQ.c2ln"}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidQuery)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.NotLogged)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.ReceiptsUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Receipts);
        endpoints.MapGet("/log/consistency", ConsistencyAsync)
            .WithName("logConsistency")
            .WithSummary("The hashes that show that the log of a later size is that of an earlier one with leaves added (RFC 9162).")
            .WithQuery("first", "The earlier size, from 1.", "1")
            .WithQuery("second", "The later size, at most the log's.", "1")
            .WithExample<ConsistencyResponse>("""{"first":1,"second":1,"hashes":[]}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidQuery)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.ReceiptsUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Receipts);
        return endpoints;
    }

    private static async Task<IResult> CheckpointAsync(IReceiptBook book, ITransparencyLog log, CancellationToken cancel) =>
        await ReceiptEndpoints.UnavailableAsync(book, cancel).ConfigureAwait(false) is { } problem
            ? problem
            : Json(new CheckpointResponse(await log.CheckpointAsync(cancel).ConfigureAwait(false)), ServingJson.Default.CheckpointResponse);

    private static async Task<IResult> ProofAsync(HttpRequest request, IReceiptBook book, ITransparencyLog log, CancellationToken cancel) =>
        QueryReader.Required(request.Query, "receipt", out var id) is { } bad ? bad
        : await ReceiptEndpoints.UnavailableAsync(book, cancel).ConfigureAwait(false) is { } problem ? problem
        : await log.ProofAsync(id, cancel).ConfigureAwait(false) is { } proof ? Json(proof, ServingJson.Default.LogProof)
        : Problem.NotFound(ProblemCodes.NotLogged, $"The log does not hold a receipt '{QueryReader.Echo(id)}'.");

    private static async Task<IResult> ConsistencyAsync(HttpRequest request, IReceiptBook book, ITransparencyLog log, CancellationToken cancel)
    {
        var (first, second) = (0L, 0L);
        if ((Size(request.Query, "first", out first) ?? Size(request.Query, "second", out second)) is { } bad)
        {
            return bad;
        }

        if (await ReceiptEndpoints.UnavailableAsync(book, cancel).ConfigureAwait(false) is { } problem)
        {
            return problem;
        }

        return first <= second && await log.ConsistencyAsync(first, second, cancel).ConfigureAwait(false) is { } hashes
            ? Json(new ConsistencyResponse(first, second, hashes), ServingJson.Default.ConsistencyResponse)
            : Problem.BadRequest(ProblemCodes.InvalidQuery, string.Create(CultureInfo.InvariantCulture, $"There is no proof from size {first} to size {second}: the first must be at most the second, and the second at most the log's size."));
    }

    private static Problem? Size(IQueryCollection query, string name, out long size)
    {
        size = 0;
        return QueryReader.Required(query, name, out var text) is { } problem ? problem
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is > 0 and < 1L << 53 ? null
            : Problem.BadRequest(ProblemCodes.InvalidQuery, $"{name} '{QueryReader.Echo(text)}' is no whole number from 1 to 2^53 - 1.");
    }

    private static Answer Json<T>(T value, JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type), Answer.Json, Answer.Revalidate);
}
