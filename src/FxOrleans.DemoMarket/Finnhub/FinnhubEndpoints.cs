using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>Finnhub: stocks and FX, by request or pushed. The demo takes any token, but wants one, and sells the premium parts.</summary>
internal static class FinnhubEndpoints
{
    public static void Map(ProviderRoutes routes)
    {
        Get("/api/v1/quote", FinnhubQuotes.QuoteAsync);
        Get("/api/v1/forex/rates", RatesAsync);
        Get("/api/v1/stock/candle", FinnhubCandles.AnswerAsync);
        Get("/api/v1/forex/candle", FinnhubCandles.AnswerAsync);
        Get("/api/v1/crypto/candle", FinnhubCandles.AnswerAsync);
        Get("/ws", FinnhubSocket.AnswerAsync);
        Get("", FinnhubSocket.AnswerAsync);

        void Get(string pattern, Func<ProviderRequest, Task> answer) => routes.Get(
            pattern,
            request => HasToken(request) ? answer(request) : request.Http.AnswerAsync(StatusCodes.Status401Unauthorized, """{"error":"Please use an API key."}"""));
    }

    private static bool HasToken(ProviderRequest request) =>
        request.Query("token") is not null || request.Http.Request.Headers["X-Finnhub-Token"] is [{ Length: > 0 }, ..];

    private static Task RatesAsync(ProviderRequest request)
    {
        var code = request.Query("base") ?? "EUR";
        if (request.Model.Find(code) is not { } @base || !IsHeld(@base))
        {
            return request.Http.AnswerAsync(StatusCodes.Status422UnprocessableEntity, """{"error":"Invalid base currency."}""");
        }

        var market = request.Observation.Live;
        return request.JsonAsync(json =>
        {
            json.WriteStartObject();
            json.WriteString("base", @base.Code);
            json.WriteStartObject("quote");
            foreach (var listing in request.Observation.Empty ? [] : request.Model.Listings)
            {
                if (IsHeld(listing))
                {
                    json.WriteJs(listing.Code, PublishedDigits.Round(market.Rate(@base, listing), 0, 8));
                }
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static bool IsHeld(Listing listing) => listing.Asset is { Class: AssetClass.Currency or AssetClass.Metal, IsDead: false, Number: not null };
}
