using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace FxOrleans.DemoMarket;

/// <summary>The paths of the demo's upstream world.</summary>
public static class DemoMarketEndpoints
{
    /// <summary>
    /// Maps every provider below a prefix of its own (<c>/one-frame</c>, <c>/ecb</c>, …) and <c>/control</c>.
    /// Finnhub's push needs the host's <c>UseWebSockets()</c>.
    /// </summary>
    public static IEndpointRouteBuilder MapDemoMarket(this IEndpointRouteBuilder routes, DemoWorld world)
    {
        OneFrameEndpoints.Map(For(DemoProvider.OneFrame));
        EcbEndpoints.Map(For(DemoProvider.Ecb));
        FrankfurterEndpoints.Map(For(DemoProvider.Frankfurter));
        CurrencyApiEndpoints.Map(For(DemoProvider.CurrencyApi));
        OpenErApiEndpoints.Map(For(DemoProvider.OpenErApi));
        CoinGeckoEndpoints.Map(For(DemoProvider.CoinGecko));
        FinnhubEndpoints.Map(For(DemoProvider.Finnhub));
        return routes.MapDemoControl(world);

        ProviderRoutes For(DemoProvider provider) => new(routes.MapGroup(provider.Name), world, provider);
    }

    /// <summary>Maps One-Frame alone and without a prefix: <c>/rates</c> and <c>/streaming/rates</c>, as its own image serves them.</summary>
    public static IEndpointRouteBuilder MapOneFrame(this IEndpointRouteBuilder routes, DemoWorld world)
    {
        OneFrameEndpoints.Map(new ProviderRoutes(routes, world, DemoProvider.OneFrame));
        return routes;
    }

    /// <summary>
    /// Maps <c>GET /control</c> and <c>PUT</c> or <c>POST /control/{provider}</c> alone: for a host that lets its own callers
    /// switch the moods of a <see cref="DemoMarketServer"/>.
    /// </summary>
    public static IEndpointRouteBuilder MapDemoControl(this IEndpointRouteBuilder routes, DemoWorld world)
    {
        ControlEndpoints.Map(routes, world);
        return routes;
    }
}
