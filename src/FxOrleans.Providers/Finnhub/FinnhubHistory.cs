using System.Globalization;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Candles of stocks in dollars, currencies and metals; points of history are their closes. Plans without candles are found out once a day
/// for stocks and for currencies. Thread-safe.
/// </summary>
public sealed class FinnhubHistory : IPriceHistorySource, ICandleSource
{
    /// <summary>A candle is 60 bytes, and there are 11,000 at most.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>How long a plan that did not include candles is not asked again.</summary>
    private static readonly TimeSpan WithoutCandles = TimeSpan.FromDays(1);

    private readonly FinnhubOptions _options;
    private readonly TimeProvider _time;
    private readonly Upstream _upstream;
    private long _stocksFrom = long.MinValue;
    private long _forexFrom = long.MinValue;

    public FinnhubHistory(FinnhubOptions options, Upstreams upstreams)
    {
        _options = options;
        _time = upstreams.Time;
        _upstream = upstreams.ForReaders(options);
    }

    public string Name => _options.Name;

    public bool Simulated => _options.Simulated;

    /// <inheritdoc/>
    public bool Covers(HistoryRequest request) =>
        Resolution(request.Step) is not null
        && FinnhubTicker.Of(request.Pair) is not null
        && _time.GetUtcNow().UtcTicks >= Volatile.Read(ref From(request.Pair));

    public async Task<IReadOnlyList<PastPrice>> HistoryAsync(HistoryRequest request, CancellationToken cancel)
    {
        var now = _time.GetUtcNow();
        var bars = await CandlesAsync(request, cancel).ConfigureAwait(false);
        return [.. bars.Select(bar => new PastPrice(bar.Opens + request.Step < now ? bar.Opens + request.Step : now, bar.Close)).Within(request)];
    }

    public async Task<IReadOnlyList<HistoryBar>> CandlesAsync(HistoryRequest request, CancellationToken cancel)
    {
        var ticker = FinnhubTicker.Of(request.Pair)!;
        var (resolution, length) = Resolution(request.Step)!.Value;
        var from = length == Day && request.Pair.Base.Class != AssetClass.Stock ? request.From - Day : request.From; // A day's bar is stamped the evening before.
        var path = string.Create(
            CultureInfo.InvariantCulture,
            $"/api/v1{ticker.Path}?symbol={Uri.EscapeDataString(ticker.Symbol)}&resolution={resolution}&from={from.ToUnixTimeSeconds()}&to={request.To.ToUnixTimeSeconds()}");
        var withKey = _options.ApiKey is { } key ? $"{path}&token={Uri.EscapeDataString(key)}" : path;
        try
        {
            var candles = await _upstream.GetAsync(
                new UpstreamRequest(_options.Address.Of(withKey), MaxBytes) { ErrorIn = FinnhubAnswer.ErrorIn },
                body => FinnhubCandlesAnswer.Read(body, stamp => Opens(stamp, length, request.Pair), ticker.Inverted),
                cancel).ConfigureAwait(false);
            return Bars.OfBars(candles, request.Step).Within(request);
        }
        catch (ProviderException refused) when (refused.Kind == ProviderFailureKind.Unauthorized)
        {
            Volatile.Write(ref From(request.Pair), (_time.GetUtcNow() + WithoutCandles).UtcTicks);
            throw;
        }
    }

    /// <summary>
    /// When the bar of that stamp opens. A day of currencies and metals is the trading day that the middle of the bar is in: it ends at
    /// 17:00 in New York, so that its bar may be stamped at 21:00 or 22:00 UTC of the evening before. There is none at the weekend.
    /// </summary>
    private DateTimeOffset? Opens(DateTimeOffset stamp, TimeSpan length, CurrencyPair pair)
    {
        if (length != Day || pair.Base.Class == AssetClass.Stock)
        {
            return Bars.Open(stamp, length);
        }

        var day = NewYorkCalendar.TradingDay(stamp + (Day / 2));
        return _options.Simulated || day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) ? day.Midnight() : null;
    }

    private ref long From(CurrencyPair pair) => ref pair.Base.Class == AssetClass.Stock ? ref _stocksFrom : ref _forexFrom;

    /// <summary>Its name for bars of that length, or of a shorter one where it has none so long.</summary>
    private static (string Name, TimeSpan Length)? Resolution(TimeSpan step) => step.TotalMinutes switch
    {
        1 => ("1", step),
        5 => ("5", step),
        15 => ("15", step),
        30 => ("30", step),
        60 => ("60", step),
        240 => ("60", TimeSpan.FromHours(1)),
        1440 => ("D", step),
        _ => null,
    };
}
