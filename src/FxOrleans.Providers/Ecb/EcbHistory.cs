using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Past reference rates of the euro, and through it of any two currencies that it is fixed in, and bars of whole days. 90 days are one
/// small file, more is the whole history. Thread-safe.
/// </summary>
public sealed class EcbHistory(EcbArchive archive, TimeProvider time) : IPriceHistorySource, ICandleSource, IDayAgoSource
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public string Name => archive.Source.Name;

    public bool Simulated => archive.Source.Simulated;

    /// <inheritdoc/>
    public bool GivesFixings => true;

    /// <inheritdoc/>
    public bool Covers(HistoryRequest request) => request.Step >= Day && IsHeld(request.Pair.Base) && IsHeld(request.Pair.Quote);

    public async Task<IReadOnlyList<PastPrice>> HistoryAsync(HistoryRequest request, CancellationToken cancel)
    {
        var points = new List<PastPrice>();
        foreach (var day in await archive.SinceAsync(request.From, cancel).ConfigureAwait(false))
        {
            if (InEuro(day, request.Pair.Base) is { } @base && InEuro(day, request.Pair.Quote) is { } quote)
            {
                points.Add(new PastPrice(day.Date.Midnight(), @base == 1 ? quote : RatePrecision.Round(quote / @base, RatePrecision.Derived)));
            }
        }

        var within = points.Within(request);
        return within.Count > 0 ? within : throw new ProviderException(ProviderFailureKind.Empty, "Not a fixing of that pair in that time.");
    }

    public async Task<IReadOnlyList<HistoryBar>> CandlesAsync(HistoryRequest request, CancellationToken cancel) =>
        request.Step == Day ? Fixings.Bars(await HistoryAsync(request, cancel).ConfigureAwait(false)) : [];

    public bool Covers(Asset asset) => IsHeld(asset) && asset != AssetCatalog.Usd;

    public async Task<IReadOnlyDictionary<Asset, DayAgoPrice>> DayAgoAsync(IReadOnlyCollection<Asset> assets, CancellationToken cancel)
    {
        var newest = (await archive.SinceAsync(time.GetUtcNow().AddDays(-Fixings.DaysForTwo), cancel).ConfigureAwait(false)).OrderByDescending(day => day.Date).Take(Fixings.DaysForTwo);
        return Fixings.DayBefore(
            from day in newest
            let dollar = InEuro(day, AssetCatalog.Usd)
            where dollar is not null
            from asset in assets.Where(Covers)
            let rate = InEuro(day, asset)
            where rate is not null
            select (asset, new PastPrice(day.Date.Midnight(), rate.Value / dollar.Value)));
    }

    private static decimal? InEuro(EcbDay day, Asset asset) => asset == AssetCatalog.Eur ? 1
        : day.Quotes.FirstOrDefault(quote => quote.Pair.Quote == asset) is { Mid: > 0 } quote ? quote.Mid : null;

    private static bool IsHeld(Asset asset) => asset is { Class: AssetClass.Currency, IsMoney: true, Number: not null };
}
