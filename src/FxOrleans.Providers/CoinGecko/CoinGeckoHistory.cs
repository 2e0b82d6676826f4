using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// A coin's past: points of <c>market_chart</c>, every 5 minutes for a day, hourly to 90 days, then daily; bars of <c>ohlc</c>, of half an
/// hour for two days and of four hours to 30, and of points where those are too long. A year at most. Thread-safe.
/// </summary>
public sealed class CoinGeckoHistory : IPriceHistorySource, ICandleSource
{
    /// <summary>A year of daily points is 100 kB, 90 days of hourly ones 500 kB.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private static readonly int[] BarDays = [1, 7, 14, 30];

    private readonly CoinGeckoClient _client;

    public CoinGeckoHistory(CoinGeckoOptions options, Upstreams upstreams) => _client = new CoinGeckoClient(options, upstreams);

    public string Name => _client.Name;

    public bool Simulated => _client.Simulated;

    /// <inheritdoc/>
    public bool Covers(HistoryRequest request) =>
        CoinGeckoClient.Knows(request.Pair) && request.Step >= Gap(CoinGeckoClient.Days(request));

    public async Task<IReadOnlyList<PastPrice>> HistoryAsync(HistoryRequest request, CancellationToken cancel) =>
        (await ChartAsync(request, cancel).ConfigureAwait(false)).Points.Within(request);

    public async Task<IReadOnlyList<HistoryBar>> CandlesAsync(HistoryRequest request, CancellationToken cancel)
    {
        var days = CoinGeckoClient.Days(request);
        if (days <= BarDays[^1] && request.Step.Ticks % BarLength(days).Ticks == 0)
        {
            var asked = Array.Find(BarDays, known => known >= days);
            var bars = await _client.GetAsync(
                $"{Path(request.Pair, "ohlc")}&days={asked}", MaxBytes, body => CoinGeckoChartAnswer.ReadBars(body, BarLength(asked)), cancel).ConfigureAwait(false);
            return Bars.OfBars(bars, request.Step).Within(request);
        }

        var chart = await ChartAsync(request, cancel).ConfigureAwait(false);
        return Bars.OfPoints(chart.Points, request.Step, point => chart.Volume(point, request.Step)).Within(request);
    }

    private Task<CoinGeckoChart> ChartAsync(HistoryRequest request, CancellationToken cancel) => _client.GetAsync(
        $"{Path(request.Pair, "market_chart")}&days={CoinGeckoClient.Days(request)}", MaxBytes, CoinGeckoChartAnswer.ReadChart, cancel);

    private static string Path(CurrencyPair pair, string what) =>
        $"/coins/{Uri.EscapeDataString(pair.Base.CoinGeckoId!)}/{what}?vs_currency={pair.Quote.Code.ToLowerInvariant()}";

    /// <summary>How far apart points are.</summary>
    private static TimeSpan Gap(int days) => days <= 1 ? TimeSpan.FromMinutes(5) : days <= 90 ? TimeSpan.FromHours(1) : TimeSpan.FromDays(1);

    private static TimeSpan BarLength(int days) => days <= 2 ? TimeSpan.FromMinutes(30) : TimeSpan.FromHours(4);
}
