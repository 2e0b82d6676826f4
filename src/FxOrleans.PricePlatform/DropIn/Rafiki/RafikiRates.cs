using System.Text.Json.Nodes;
using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.PricePlatform.DropIn.Rafiki;

/// <summary>
/// What Rafiki asks at its <c>EXCHANGE_RATES_URL</c> (packages/backend/src/openapi/specs/exchange-rates.yaml of interledger/rafiki): the rates of one
/// base. A price that is to be refused is left out, so that Rafiki refuses the payment rather than making it at that price.
/// </summary>
internal static class RafikiRates
{
    public static IEndpointRouteBuilder MapRafikiRates(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/rafiki/rates", Get).ExcludeFromDescription();
        return endpoints;
    }

    private static IResult Get(HttpContext context, RateBoard board)
    {
        if (QueryReader.Asset(context.Request.Query, "base", out var @base) is { } problem)
        {
            return problem.Code == ProblemCodes.MissingParameter ? problem : problem with { Status = StatusCodes.Status404NotFound };
        }

        if (!board.IsFilled)
        {
            return RateReading.NotReady(board);
        }

        var rates = new JsonObject();
        var simulated = false;
        foreach (var asset in AssetCatalog.All.Where(asset => asset != @base && !board.Neighbours(asset).IsEmpty))
        {
            if (board.Read(@base, asset) is { } rate && rate.Reasons.Usage() != PriceUsage.Refuse)
            {
                rates[asset.Code] = rate.Rate.Mid;
                simulated |= rate.Rate.Simulated;
            }
        }

        var answer = new JsonObject { ["base"] = @base.Code, ["rates"] = rates };
        if (simulated)
        {
            answer["simulated"] = true;
        }

        return ForeignAnswer.Ok(answer);
    }
}
