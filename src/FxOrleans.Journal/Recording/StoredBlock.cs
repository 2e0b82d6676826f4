using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>A block of a market in the store, which can be decided again from its beginning.</summary>
/// <param name="Pair">The market.</param>
/// <param name="Market">The market's number.</param>
/// <param name="Position">Of the part that begins it.</param>
/// <param name="Batch">The batch that this part is in.</param>
/// <param name="At">When it begins, UTC.</param>
/// <param name="Epoch">The epoch of its prices.</param>
/// <param name="Sequence">Of the last price before it.</param>
internal sealed record StoredBlock(CurrencyPair Pair, long Market, long Position, long Batch, DateTimeOffset At, long Epoch, long Sequence);
