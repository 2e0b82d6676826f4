using System.Text.Json;
using FxOrleans.Pricing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.Serving.Pegs;

/// <summary><c>GET /pegs</c>: how each pegged currency stands in its band.</summary>
public static class PegsEndpoint
{
    public static IEndpointRouteBuilder MapPegs(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/pegs", Get)
            .WithName("pegs")
            .WithSummary("Parity, band and state of each pegged currency that is quoted, with what each source says of it.")
            .WithExample<IReadOnlyList<PegResponse>>("""[{"pair":"USD/HKD","parity":7.8,"band":[7.75,7.85],"state":"edge","since":"2026-09-29T12:00:00Z","evidence":[{"provider":"CurrencyApi","value":7.8493,"timestamp":"2026-09-29T00:00:00Z"}]}]""")
            .WithTags(ServiceDescription.Rates);
        return endpoints;
    }

    private static Answer Get(RateBoard board) => new(
        JsonSerializer.SerializeToUtf8Bytes<PegResponse[]>([.. board.Pegs.Reports.Select(PegResponse.Of)], ServingJson.Default.PegResponseArray), Answer.Json, Answer.Revalidate);
}
