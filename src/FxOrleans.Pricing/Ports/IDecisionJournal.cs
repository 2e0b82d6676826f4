namespace FxOrleans.Pricing;

/// <summary>Keeps what prices were decided from, so that they can be decided again. Thread-safe.</summary>
public interface IDecisionJournal
{
    /// <summary>
    /// Begins to record an activation of a market from the state that it is in. Dispose the result when the activation ends. Does no I/O.
    /// Where another activation of a higher epoch writes to the journal too, the earlier one stops to.
    /// </summary>
    /// <param name="price">The market. Its epoch must be above those of all its earlier activations.</param>
    /// <param name="policy">The rules that it decides by.</param>
    IDisposable Record(PairPrice price, PricingPolicy policy);
}
