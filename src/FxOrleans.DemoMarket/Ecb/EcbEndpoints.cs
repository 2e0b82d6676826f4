namespace FxOrleans.DemoMarket;

/// <summary>The ECB's reference rates: the last day, the last ninety, and a history.</summary>
internal static class EcbEndpoints
{
    private const int RecentDays = 90;

    /// <summary>Three years: the real file starts in 1999, the made-up one has enough for every chart.</summary>
    private const int HistoryDays = 3 * 365;

    public static void Map(ProviderRoutes routes)
    {
        routes.Get("/stats/eurofxref/eurofxref-daily.xml", request => AnswerAsync(request, 0));
        routes.Get("/stats/eurofxref/eurofxref-hist-90d.xml", request => AnswerAsync(request, RecentDays));
        routes.Get("/stats/eurofxref/eurofxref-hist.xml", request => AnswerAsync(request, HistoryDays));
    }

    private static Task AnswerAsync(ProviderRequest request, int days) =>
        request.Http.AnswerAsync(200, EcbEnvelope.Write(request.Model, request.Observation, days), "text/xml");
}
