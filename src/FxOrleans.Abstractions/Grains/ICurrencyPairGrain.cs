using FxOrleans.Pricing;

namespace FxOrleans.Abstractions;

/// <summary>
/// One market, keyed by its pair in the direction in which it is kept, such as <c>USD-EUR</c>. Readers ask
/// <see cref="IRatesGrain"/>, which creates nothing for a pair without quotes.
/// </summary>
[Alias("fx.ICurrencyPairGrain")]
public interface ICurrencyPairGrain : IGrainWithStringKey
{
    /// <summary>Takes quotes of this market, in either direction. Gives what became of each, in the same order.</summary>
    [Alias("Submit"), ResponseTimeout("00:00:02")]
    ValueTask<SubmitReceipt> SubmitAsync([Immutable] Quote[] quotes);

    /// <summary>The latest price; null while there is none.</summary>
    [Alias("GetLatest"), ResponseTimeout("00:00:02")]
    ValueTask<Price?> GetLatestAsync();

    /// <summary>Why the price is what it is.</summary>
    [Alias("Explain"), ResponseTimeout("00:00:02")]
    ValueTask<Explanation> ExplainAsync();

    /// <summary>The record of a past price, of the current epoch when none is given; null when it is not kept.</summary>
    [Alias("ExplainPast"), ResponseTimeout("00:00:02")]
    ValueTask<Explanation?> ExplainPastAsync(long sequence, long? epoch);
}
