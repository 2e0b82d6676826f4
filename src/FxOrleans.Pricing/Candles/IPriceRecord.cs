namespace FxOrleans.Pricing;

/// <summary>
/// What the service has priced and loaded, as candles. Either direction of a pair is asked for; what is kept the other way
/// round is inverted. Nothing is derived: a cross that is not tracked has no record. Thread-safe.
/// </summary>
/// <remarks>While its database is away, a record answers with what this process remembers; it does not throw for that.</remarks>
public interface IPriceRecord
{
    /// <summary>
    /// The candles, oldest first, the open one included. Bars without a tick are left out. Of a bar that several origins have, the
    /// first by <see cref="CandleOrigin"/> is given, and a real one before a simulated one.
    /// </summary>
    /// <exception cref="RecordBusyException">As many readers wait as may.</exception>
    ValueTask<IReadOnlyList<Candle>> CandlesAsync(CandleQuery query, CancellationToken cancel);

    /// <summary>Returns for each pair, in order, the newest tick at or before that moment that the record knows; null where there is none.</summary>
    /// <exception cref="RecordBusyException">As many readers wait as may.</exception>
    ValueTask<IReadOnlyList<RecordedPrice?>> PricesAsync(IReadOnlyList<CurrencyPair> pairs, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Returns the newest tick of one pair at or before that moment; null when there is none.</summary>
    /// <exception cref="RecordBusyException">As many readers wait as may.</exception>
    async ValueTask<RecordedPrice?> PriceAsync(CurrencyPair pair, DateTimeOffset at, CancellationToken cancel) =>
        (await PricesAsync([pair], at, cancel).ConfigureAwait(false))[0];
}
