using System.Globalization;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Past fixings of currencies, any pair of them, and bars of whole days. Thread-safe.</summary>
public sealed class FrankfurterHistory : IPriceHistorySource, ICandleSource, IDayAgoSource
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A row is 70 bytes: 27 years of one pair are 0.7 MB, ten days of all currencies 0.1 MB.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private readonly FrankfurterOptions _options;
    private readonly TimeProvider _time;
    private readonly Upstream _upstream;

    public FrankfurterHistory(FrankfurterOptions options, Upstreams upstreams)
    {
        _options = options;
        _time = upstreams.Time;
        _upstream = upstreams.ForReaders(options);
    }

    public string Name => _options.Name;

    public bool Simulated => _options.Simulated;

    /// <inheritdoc/>
    public bool GivesFixings => true;

    /// <inheritdoc/>
    public bool Covers(HistoryRequest request) => request.Step >= Day && IsHeld(request.Pair.Base) && IsHeld(request.Pair.Quote);

    public async Task<IReadOnlyList<PastPrice>> HistoryAsync(HistoryRequest request, CancellationToken cancel)
    {
        var (@base, quote) = (request.Pair.Base.Code, request.Pair.Quote.Code);
        var rows = await GetAsync($"/v2/rates?base={@base}&quotes={quote}&from={Iso(request.From)}&to={Iso(request.To)}", @base, cancel).ConfigureAwait(false);
        return [.. rows.Where(row => row.Quote == quote).Select(row => row.Fixing).Within(request)];
    }

    public async Task<IReadOnlyList<HistoryBar>> CandlesAsync(HistoryRequest request, CancellationToken cancel) =>
        request.Step == Day ? Fixings.Bars(await HistoryAsync(request, cancel).ConfigureAwait(false)) : [];

    public bool Covers(Asset asset) => IsHeld(asset) && asset != AssetCatalog.Usd;

    public async Task<IReadOnlyDictionary<Asset, DayAgoPrice>> DayAgoAsync(IReadOnlyCollection<Asset> assets, CancellationToken cancel)
    {
        var asked = assets.ToHashSet();
        var from = Iso(_time.GetUtcNow().AddDays(-Fixings.DaysForTwo));
        var rows = await GetAsync($"/v2/rates?base=USD&from={from}", AssetCatalog.Usd.Code, cancel).ConfigureAwait(false);
        return Fixings.DayBefore(rows
            .Select(row => (Asset: AssetCatalog.TryGet(row.Quote, out var asset) ? asset : AssetCatalog.Usd, row.Fixing))
            .Where(row => asked.Contains(row.Asset) && Covers(row.Asset)));
    }

    private Task<IReadOnlyList<(string Quote, PastPrice Fixing)>> GetAsync(string path, string @base, CancellationToken cancel) => _upstream.GetAsync(
        new UpstreamRequest(_options.Address.Of(path), MaxBytes) { ErrorIn = FrankfurterHistoryAnswer.ErrorIn }, body => FrankfurterHistoryAnswer.Read(body, @base), cancel);

    private static bool IsHeld(Asset asset) => asset is { Class: AssetClass.Currency, IsDead: false, IsMoney: true, Number: not null };

    private static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
