namespace FxOrleans.DemoMarket;

/// <summary>Frankfurter, both versions.</summary>
internal static class FrankfurterEndpoints
{
    public static void Map(ProviderRoutes routes)
    {
        FrankfurterV2.Map(routes);
        FrankfurterV1.Map(routes);
    }
}
