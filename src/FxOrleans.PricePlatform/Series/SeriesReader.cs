using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>
/// Reads the days of a pair's past: the service's own record, the pair itself and then a cross of two recorded legs; a provider's history where a
/// working day is missing; last a cross of two legs of which a provider knows one. Thread-safe.
/// </summary>
internal sealed class SeriesReader(SharedResponses answers, TimeProvider time, IPriceRecord? record = null)
{
    /// <summary>Few lengths, so that few answers are kept.</summary>
    private static readonly PricePeriod[] Periods = [.. PricePeriod.All.Where(period => period.Code is "1m" or "3m" or "1y" or "5y" or "all")];

    private static readonly Asset[] Bridges = [AssetCatalog.Usd, AssetCatalog.Eur];

    /// <summary>The days of base/quote from <paramref name="from"/> to <paramref name="to"/>.</summary>
    /// <param name="from">The first day.</param>
    /// <param name="to">The last, today at the latest.</param>
    /// <param name="withRange">Whether a day is of use only with its open, high and low.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <param name="base">The base.</param>
    /// <param name="quote">The quote.</param>
    public async Task<PairDays> ReadAsync(Asset @base, Asset quote, DateOnly from, DateOnly to, bool withRange, CancellationToken cancel)
    {
        var found = await RecordedAsync(@base, quote, from, to, cancel).ConfigureAwait(false);
        bool Lacks(PairDays days) => DailyRates.HasGap(days.Days, from, to, @base.Class == AssetClass.Coin || quote.Class == AssetClass.Coin);
        if (Lacks(found))
        {
            found = found.With(await CrossAsync(@base, quote, withRange, leg => RecordedAsync(leg.From, leg.To, from, to, cancel)).ConfigureAwait(false));
        }

        if (!Lacks(found))
        {
            return found with { RetryAfter = null };
        }

        var told = await ToldAsync(@base, quote, from, to, cancel).ConfigureAwait(false);
        found = found.With(told);
        if (told.Days.Count == 0)
        {
            found = found.With(await CrossAsync(@base, quote, withRange, async leg =>
                (await RecordedAsync(leg.From, leg.To, from, to, cancel).ConfigureAwait(false))
                    .With(await ToldAsync(leg.From, leg.To, from, to, cancel).ConfigureAwait(false))).ConfigureAwait(false));
        }

        return Lacks(found) ? found : found with { RetryAfter = null };
    }

    private static async Task<PairDays> CrossAsync(Asset @base, Asset quote, bool withRange, Func<(Asset From, Asset To), Task<PairDays>> read)
    {
        var found = new PairDays([]);
        foreach (var bridge in Bridges.Where(bridge => bridge != @base && bridge != quote))
        {
            var first = await read((@base, bridge)).ConfigureAwait(false);
            var second = first.Days.Count == 0 ? first : await read((bridge, quote)).ConfigureAwait(false);
            var days = DailyRates.Cross(first.Days, second.Days, bridge);
            found = found.With(new PairDays(withRange ? [.. days.Where(day => day.Range is not null)] : days, first.RetryAfter ?? second.RetryAfter));
        }

        return found;
    }

    private async Task<PairDays> RecordedAsync(Asset @base, Asset quote, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        if (record is null)
        {
            return new PairDays([]);
        }

        // From noon to noon, so that a day is found wherever it is cut.
        var query = new CandleQuery(
            new CurrencyPair(@base, quote), CandleInterval.Day, Noon(from).AddDays(-1), Noon(to), to.DayNumber - from.DayNumber + 2);
        try
        {
            var candles = await record.CandlesAsync(query, cancel).ConfigureAwait(false);
            return new PairDays(DailyRates.Merge([], [.. candles.Select(candle => new DailyRate(
                BarDays.DayOf(candle.OpenTime), candle.Close, new DailyRange(candle.Open, candle.High, candle.Low), RateOrigin.Recorded, null, candle.Simulated))]));
        }
        catch (RecordBusyException)
        {
            return new PairDays([], TimeSpan.FromSeconds(1));
        }
    }

    // Coins, metals and stocks are told in currencies, never the other way round.
    private async Task<PairDays> ToldAsync(Asset @base, Asset quote, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var inverted = quote.Class != AssetClass.Currency && @base.Class == AssetClass.Currency;
        var (left, right) = inverted ? (quote, @base) : (@base, quote);
        var now = time.GetUtcNow();
        var start = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero);
        var period = Periods.FirstOrDefault(period => period.From(now) <= start) ?? Periods[^1];
        var symbol = new PriceSymbol($"{left}-{right}", left, right);
        var outcome = await answers.GetAsync(new CacheRequestDays(symbol, period), cancel).ConfigureAwait(false);
        var days = outcome.Answer is { } answer ? BarDays.Read(answer.Body, from, to) : [];
        return new PairDays(inverted ? DailyRates.Invert(days) : days, outcome.RetryAfter);
    }

    private static DateTimeOffset Noon(DateOnly day) => new(day, new TimeOnly(12, 0), TimeSpan.Zero);
}
