using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.PricePlatform;

/// <summary>What the endpoints of points and of bars have in common: how the past is asked for, and the answer.</summary>
internal static class HistoryReading
{
    /// <summary>The symbol, the period and the form of the answer, or what is wrong with them.</summary>
    public static Problem? Read(string symbol, HttpRequest request, out PriceSymbol asked, out PricePeriod period, out TableForm form)
    {
        (period, form) = (PricePeriod.All[0], TableForm.Json);
        return PriceSymbol.Read(symbol, out asked)
            ?? (asked.IsIdentity ? Problem.BadRequest(ProblemCodes.InvalidCurrency, "The dollar has no past in dollars.") : null)
            ?? PricePeriod.Read(request.Query, out period)
            ?? TableRequest.Read(request, out form);
    }

    /// <summary>Bars of <paramref name="interval"/>, or points where it is null.</summary>
    /// <typeparam name="TRow">A row of the table.</typeparam>
    public static async Task<IResult> AnswerAsync<TRow>(
        HttpContext context, SharedResponses answers, RateBoard board, PriceSymbol asked, PricePeriod period, CandleInterval? interval, TableForm form, CancellationToken cancel)
    {
        var outcome = await answers.GetAsync(new CacheRequestHistory(asked, period, interval), cancel).ConfigureAwait(false);
        return outcome.Answer is null && !board.IsFilled
            ? RateReading.NotReady(board)
            : outcome.Answer is { } answer && form != TableForm.Json ? new Table<TRow>(() => answer.Body, HistoryJson.Rows(answer.Body)).As(form)
            : CachedResult.Of(context, outcome, () => RateReading.NoPrice(board, asked.From, asked.To));
    }
}
