using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Currencies;

/// <summary><c>GET /currencies</c>: every asset that the service knows.</summary>
public static class CurrenciesEndpoint
{
    public static IEndpointRouteBuilder MapCurrencies(this IEndpointRouteBuilder endpoints)
    {
        AssetResponse[] assets = [.. AssetCatalog.All.Select(Describe)];
        var rows = assets.Select(asset => (ReadOnlyMemory<byte>)JsonSerializer.SerializeToUtf8Bytes(asset, ServingJson.Default.AssetResponse)).ToArray();
        var table = new Table<AssetResponse>(() => JsonSerializer.SerializeToUtf8Bytes(assets, ServingJson.Default.AssetResponseArray), rows, Answer.Hour);
        var forms = Enum.GetValues<TableForm>().Select(table.As).ToArray(); // They never change while the process lives.
        endpoints.MapGet("/currencies", (HttpRequest request) => TableRequest.Read(request, out var form) ?? forms[(int)form])
            .WithName("currencies")
            .WithSummary("ISO 4217 currencies with number, name and minor units; metals, coins and stocks with their class.")
            .WithExample<IReadOnlyList<AssetResponse>>("""[{"code":"EUR","number":"978","name":"Euro","minorUnits":2,"class":"currency"}]""")
            .WithTable<AssetResponse>("""{"code":"EUR","number":"978","name":"Euro","minorUnits":2,"class":"currency"}""")
            .WithProblem(StatusCodes.Status400BadRequest, ProblemCodes.InvalidFormat)
            .WithTags(ServiceDescription.Service);
        return endpoints;
    }

    private static AssetResponse Describe(Asset asset) => new(
        asset.Code, asset.Number, asset.Name, asset.MinorUnits, asset.Class.Code(), asset.IsDead ? true : null, asset.LastDay);
}
