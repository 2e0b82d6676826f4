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
    ValueTask<IReadOnlyList<Candle>> CandlesAsync(CandleQuery query, CancellationToken cancel);

    /// <summary>The newest tick of the pair at or before that moment that the record knows; null when there is none.</summary>
    ValueTask<RecordedPrice?> PriceAsync(CurrencyPair pair, DateTimeOffset at, CancellationToken cancel);
}
