namespace FxOrleans.DemoMarket;

/// <summary>The last twenty-four hours of coins against one currency, looked at every hour.</summary>
internal sealed class CoinDay
{
    private const int Hours = 24;

    private readonly MarketView[] _views;
    private readonly Listing _against;

    public CoinDay(Observation sight, DateTimeOffset now, Listing against)
    {
        Now = now;
        _against = against;
        _views = [.. Enumerable.Range(0, Hours + 1).Select(hour => sight.At(now.AddHours(hour - Hours)))];
    }

    public DateTimeOffset Now { get; }

    /// <summary>Days since 1970.</summary>
    public long Number => Now.ToUnixTimeSeconds() / 86_400;

    public (double Open, double High, double Low, double Price) Of(Coin coin)
    {
        var (open, high, low, price) = (0.0, double.MinValue, double.MaxValue, 0.0);
        foreach (var view in _views)
        {
            price = view.Rate(coin.Listing, _against);
            open = open == 0 ? price : open;
            high = Math.Max(high, price);
            low = Math.Min(low, price);
        }

        return (open, high, low, price);
    }
}
