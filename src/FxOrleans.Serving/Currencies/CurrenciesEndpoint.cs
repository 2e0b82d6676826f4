using System.Text.Json;
using System.Text.Json.Serialization;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Currencies;

/// <summary><c>GET /currencies</c>: every asset that the service knows.</summary>
public static class CurrenciesEndpoint
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static IEndpointRouteBuilder MapCurrencies(this IEndpointRouteBuilder endpoints)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(AssetCatalog.All.Select(Describe), Options);
        endpoints.MapGet("/currencies", () => new Answer(body, Answer.Json, Answer.Hour))
            .WithName("currencies")
            .WithSummary("ISO 4217 currencies with number, name and minor units; metals, coins and stocks with their class.")
            .WithExample<IReadOnlyList<AssetResponse>>("""[{"code":"EUR","number":"978","name":"Euro","minorUnits":2,"class":"currency"}]""")
            .WithTags(ServiceDescription.Service);
        return endpoints;
    }

    private static AssetResponse Describe(Asset asset) => new(
        asset.Code, asset.Number, asset.Name, asset.MinorUnits, asset.Class.Code(), asset.IsDead ? true : null, asset.LastDay);
}
