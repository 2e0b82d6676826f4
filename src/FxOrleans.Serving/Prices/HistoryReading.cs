using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Prices;

/// <summary>What the endpoints of points and of bars have in common: how the past is asked for, and the answer.</summary>
internal static class HistoryReading
{
    /// <summary>The symbol and the period, or what is wrong with them.</summary>
    public static Problem? Read(string symbol, IQueryCollection query, out PriceSymbol asked, out PricePeriod period)
    {
        period = PricePeriod.All[0];
        return PriceSymbol.Read(symbol, out asked)
            ?? (asked.IsIdentity ? Problem.BadRequest(ProblemCodes.InvalidCurrency, "The dollar has no past in dollars.") : null)
            ?? PricePeriod.Read(query, out period);
    }

    /// <summary>Bars of <paramref name="interval"/>, or points where it is null.</summary>
    public static async Task<IResult> AnswerAsync(
        HttpContext context, SharedResponses answers, RateBoard board, PriceSymbol asked, PricePeriod period, CandleInterval? interval, CancellationToken cancel)
    {
        var outcome = await answers.GetAsync(new CacheRequestHistory(asked, period, interval), cancel).ConfigureAwait(false);
        return outcome.Answer is null && !board.IsFilled
            ? RateReading.NotReady(board)
            : CachedResult.Of(context, outcome, () => RateReading.NoPrice(board, asked.From, asked.To));
    }
}
