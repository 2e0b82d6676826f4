using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>The euro's reference rates of one day. Immutable.</summary>
/// <param name="Date">The day of the fixing.</param>
/// <param name="Quotes">EUR/X for each currency that was fixed, dead ones included.</param>
/// <param name="Rejected">Rows that were no rate; a currency that was not fixed that day is not among them.</param>
public sealed record EcbDay(DateOnly Date, IReadOnlyList<Quote> Quotes, IReadOnlyList<RejectedRow> Rejected);
