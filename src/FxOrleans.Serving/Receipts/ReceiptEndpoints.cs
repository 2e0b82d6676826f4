using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Explain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.Serving.Receipts;

/// <summary>Signed prices: <c>/receipts</c>, their verification, and the keys. Only where the host brings an <see cref="IReceiptBook"/>.</summary>
public static class ReceiptEndpoints
{
    private const int IdLength = 43;

    public static IEndpointRouteBuilder MapReceipts(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<IReceiptBook>() is null)
        {
            return endpoints;
        }

        endpoints.MapPost(ReceiptAnswer.Path, IssueAsync)
            .WithName("issueReceipt")
            .WithSummary("Signs the price in force, or a past one, with everything that it was computed from. One decision has one id: 201 the first time, then 200 with the receipt of then.")
            .WithBody<ReceiptRequest>(ReceiptExamples.Request)
            .WithExample<ReceiptResponse>(ReceiptExamples.Receipt)
            .WithCreated<ReceiptResponse>(ReceiptExamples.Receipt)
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidCurrency, ProblemCodes.InvalidSequence, ProblemCodes.InvalidQuery)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.NoPrice)
            .WithProblem(StatusCodes.Status409Conflict, ProblemCodes.NotReplayable)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.ReceiptsUnavailable, ProblemCodes.NotReady, ProblemCodes.UpstreamUnavailable)
            .WithMetadata(new OpenToReaders())
            .WithTags(ServiceDescription.Receipts);
        endpoints.MapGet($"{ReceiptAnswer.Path}/{{id}}", FindAsync)
            .WithName("receipt")
            .WithSummary("A receipt by its id, as it was first signed.")
            .TakesPath("id", "The id that POST /receipts gave.", ReceiptExamples.Id)
            .WithExample<ReceiptResponse>(ReceiptExamples.Receipt)
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.UnknownReceipt)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.ReceiptsUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Receipts);
        endpoints.MapPost($"{ReceiptAnswer.Path}/verify", VerifyAsync)
            .WithName("verifyReceipt")
            .WithSummary("Checks a receipt: its signature with this service's keys, its digits from its own evidence.")
            .WithBody<VerifyRequest>("""{"receipt":"eyJhbGciOiJFUzI1NiJ9.eyJ2IjoiZnhyLzEifQ.c2ln"}""")
            .WithExample<VerificationResponse>("""{"signature":"valid","digits":"valid","log":"not_checked","faults":[]}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.MissingParameter, ProblemCodes.InvalidReceipt, ProblemCodes.InvalidQuery)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithMetadata(new OpenToReaders())
            .WithTags(ServiceDescription.Receipts);
        endpoints.MapGet("/.well-known/jwks.json", KeysAsync)
            .WithName("jwks")
            .WithSummary("The public keys of receipts, retired ones too, and the next one a day ahead.")
            .WithExample<JwksResponse>(ReceiptExamples.Keys)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.ReceiptsUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Receipts);
        return endpoints;
    }

    private static async Task<IResult> IssueAsync(HttpRequest request, IReceiptBook book, RateBoard board, IRateEngine engine, [FromServices] IDecisionArchive? archive, CancellationToken cancel)
    {
        var (body, problem) = await BodyReader.ReadAsync(request, cancel).ConfigureAwait(false);
        var (from, to, past) = (AssetCatalog.Usd, AssetCatalog.Usd, (List<(CurrencyPair, long, long)>?)null);
        problem ??= BodyReader.Asset(body, "from", out from) ?? BodyReader.Asset(body, "to", out to) ?? Past(body, from, to, out past);
        problem ??= await UnavailableAsync(book, cancel).ConfigureAwait(false);
        if (problem is not null)
        {
            return problem;
        }

        var reader = new EvidenceReader(board, new PastRecords(engine, archive));
        var (evidence, missing) = past is null
            ? await reader.NowAsync(from, to, cancel).ConfigureAwait(false)
            : await reader.PastAsync(from, to, past, cancel).ConfigureAwait(false);
        if (evidence is null)
        {
            return missing!;
        }

        try
        {
            return new ReceiptAnswer(await book.IssueAsync(evidence, RateJson.Encode(evidence.Rate, evidence.Status, evidence.Reasons), cancel).ConfigureAwait(false));
        }
        catch (InvalidOperationException differs)
        {
            return EvidenceReader.Replayable(differs.Message);
        }
    }

    private static async Task<IResult> FindAsync(string id, IReceiptBook book, CancellationToken cancel) =>
        await UnavailableAsync(book, cancel).ConfigureAwait(false) is { } problem ? problem
        : id.Length == IdLength && await book.FindAsync(id, cancel).ConfigureAwait(false) is { } receipt ? new ReceiptAnswer(receipt)
        : Problem.NotFound(ProblemCodes.UnknownReceipt, $"This service has no receipt '{QueryReader.Echo(id)}'.");

    private static async Task<IResult> VerifyAsync(HttpRequest request, IReceiptBook book, CancellationToken cancel)
    {
        var (body, problem) = await BodyReader.ReadAsync(request, cancel).ConfigureAwait(false);
        var signed = "";
        problem ??= BodyReader.Text(body, "receipt", out signed);
        if (problem is not null)
        {
            return problem;
        }

        if (await book.VerifyAsync(signed, cancel).ConfigureAwait(false) is not { } verified)
        {
            return Problem.BadRequest(ProblemCodes.InvalidReceipt, "The receipt is no compact JWS: three parts of base64url without padding, between points, the first a JSON object.");
        }

        var response = new VerificationResponse(Text(verified.Signature), Text(verified.Digits), Text(verified.Log), verified.Faults);
        return new Answer(JsonSerializer.SerializeToUtf8Bytes(response, ServingJson.Default.VerificationResponse), Answer.Json, "no-store");
    }

    private static async Task<IResult> KeysAsync(IReceiptBook book, CancellationToken cancel) =>
        await UnavailableAsync(book, cancel).ConfigureAwait(false) is { } problem
            ? problem
            : new Answer(await book.PublicKeysAsync(cancel).ConfigureAwait(false), Answer.Json, Answer.Hour);

    internal static async Task<Problem?> UnavailableAsync(IReceiptBook book, CancellationToken cancel) =>
        await book.UnavailableAsync(cancel).ConfigureAwait(false) is { } why ? Problem.Unavailable(ProblemCodes.ReceiptsUnavailable, $"This host signs no receipts: {why}") : null;

    // A past price: the pair's own numbers, or those of the legs.
    private static Problem? Past(JsonElement body, Asset from, Asset to, out List<(CurrencyPair, long, long)>? past)
    {
        past = null;
        var (epoch, sequence) = (0L, 0L);
        if (body.TryGetProperty("legs", out var legs) && legs.ValueKind != JsonValueKind.Null)
        {
            if (legs.ValueKind != JsonValueKind.Array || legs.GetArrayLength() is 0 or > PathSearch.MaxLegs)
            {
                return Problem.BadRequest(ProblemCodes.InvalidQuery, $"The member 'legs' is no array of 1 to {PathSearch.MaxLegs} legs.");
            }

            past = [];
            foreach (var leg in legs.EnumerateArray())
            {
                var name = "";
                if (leg.ValueKind != JsonValueKind.Object)
                {
                    return Problem.BadRequest(ProblemCodes.InvalidQuery, "A leg is no object.");
                }

                if ((BodyReader.Text(leg, "pair", out name) ?? BodyReader.Whole(leg, "epoch", 0, out epoch) ?? BodyReader.Whole(leg, "sequence", 1, out sequence)) is { } wrong)
                {
                    return wrong;
                }

                if (!CurrencyPair.TryParse(name, out var pair))
                {
                    return Problem.BadRequest(ProblemCodes.InvalidCurrency, $"'{QueryReader.Echo(name)}' is no pair of two known assets, such as USD/EUR.");
                }

                past.Add((pair, epoch, sequence));
            }

            return null;
        }

        if (!body.TryGetProperty("sequence", out _) && !body.TryGetProperty("epoch", out _))
        {
            return null;
        }

        if ((BodyReader.Whole(body, "epoch", 0, out epoch) ?? BodyReader.Whole(body, "sequence", 1, out sequence)) is { } problem)
        {
            return problem;
        }

        past = from == to ? [] : [(new CurrencyPair(from, to), epoch, sequence)];
        return from == to ? EvidenceReader.Replayable("an asset in itself has no price to prove") : null;
    }

    private static string Text(ReceiptCheck check) => check switch
    {
        ReceiptCheck.Valid => "valid",
        ReceiptCheck.Invalid => "invalid",
        _ => "not_checked",
    };
}
