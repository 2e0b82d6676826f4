using FxOrleans.Pricing;

namespace FxOrleans.Client;

/// <summary>The same with pairs as text, such as <c>USD/EUR</c>.</summary>
public static class FxRatesExtensions
{
    /// <exception cref="FormatException">It is no pair of two known assets.</exception>
    public static ValueTask<Rate?> GetAsync(this IFxRates rates, string pair, CancellationToken cancel = default) =>
        rates.GetAsync(CurrencyPair.Parse(pair), cancel);

    /// <exception cref="FormatException">It is no pair of two known assets.</exception>
    public static ValueTask<Explanation?> ExplainAsync(this IFxRates rates, string pair, CancellationToken cancel = default) =>
        rates.ExplainAsync(CurrencyPair.Parse(pair), cancel);

    /// <exception cref="FormatException">It is no pair of two known assets.</exception>
    public static ValueTask<Explanation?> ExplainAsync(
        this IFxRates rates, string pair, long sequence, long? epoch = null, CancellationToken cancel = default) =>
        rates.ExplainAsync(CurrencyPair.Parse(pair), sequence, epoch, cancel);
}
