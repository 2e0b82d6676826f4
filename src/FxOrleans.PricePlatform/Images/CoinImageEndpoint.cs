using System.Globalization;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform;

/// <summary><c>GET /api/v1/prices/crypto/{id}/image</c>: a coin's picture from this service, so that a page need ask no other host.</summary>
public static class CoinImageEndpoint
{
    private const string Day = "public, max-age=86400";

    public static IEndpointRouteBuilder MapCoinImage(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(PricePlatformRegistration.Prefix + "/crypto/{id}/image", ImageAsync)
            .WithName("crypto_image")
            .WithSummary("The picture of a coin that the discovery has told of: PNG, JPEG or WebP.")
            .TakesPath("id", "The coin's id, as the discovery tells it.", "bitcoin")
            .AnswersPicture("image/png", "image/jpeg", "image/webp")
            .WithProblem(StatusCodes.Status404NotFound, ProblemCodes.UnknownSymbol, ProblemCodes.NoImage)
            .WithProblem(StatusCodes.Status503ServiceUnavailable, ProblemCodes.UpstreamUnavailable)
            .WithTags(ServiceDescription.Coins);
        return endpoints;
    }

    private static async Task<IResult> ImageAsync(string id, HttpContext context, CoinImages images, CancellationToken cancel)
    {
        try
        {
            return await images.GetAsync(id, cancel).ConfigureAwait(false) switch
            {
                null => Problem.NotFound(ProblemCodes.UnknownSymbol, $"'{QueryReader.Echo(id)}' is no coin that the catalogue has told of."),
                { Answer: { } answer } => Picture(context, answer),
                { RetryAfter: { } wait } => Away(context, images, wait),
                _ => Problem.NotFound(ProblemCodes.NoImage, $"There is no picture of {QueryReader.Echo(id)} that is handed on."),
            };
        }
        catch (ProviderException failure)
        {
            return Away(context, images, failure.RetryAfter ?? CoinDirectory.Pause);
        }
    }

    private static Answer Picture(HttpContext context, CachedAnswer answer)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return new Answer(answer.Body, RasterImage.TypeOf(answer.Body)!, Day, answer.ETag);
    }

    private static Problem Away(HttpContext context, CoinImages images, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problem.Unavailable(ProblemCodes.UpstreamUnavailable, images.HasCatalog
            ? "The upstream that has the pictures fails or limits us just now."
            : "This node has no provider of coins, and pictures are not handed from node to node: one that has such a provider answers this.");
    }
}
