using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>A <c>market_chart</c>: points, and what was traded in the 24 hours before each. Immutable.</summary>
/// <param name="Points">Oldest first.</param>
/// <param name="Traded">In units of the quote, by time.</param>
internal sealed record CoinGeckoChart(IReadOnlyList<PastPrice> Points, IReadOnlyDictionary<DateTimeOffset, decimal> Traded)
{
    /// <summary>Units of the base traded in a bar of that length that ends there: its share of the last 24 hours, rounded to a hundredth; 0 when it is not known.</summary>
    public decimal Volume(PastPrice close, TimeSpan length) => Traded.TryGetValue(close.Timestamp, out var traded) && close.Price > 1e-9m
        ? Math.Round(traded / close.Price * (decimal)(length / TimeSpan.FromDays(1)), 2)
        : 0;
}
