namespace FxOrleans.Pricing;

/// <summary>Explains past prices by deciding them again from the journal. A question takes milliseconds to seconds. Thread-safe.</summary>
public interface IDecisionArchive
{
    /// <summary>The record of the price of that number; null when the journal does not hold it.</summary>
    /// <param name="pair">The pair, in either direction; the answer is in the one in which the market is kept.</param>
    /// <param name="epoch">The price's epoch.</param>
    /// <param name="sequence">The price's number.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="EngineUnavailableException">The journal cannot be read.</exception>
    ValueTask<Explanation?> FindAsync(CurrencyPair pair, long epoch, long sequence, CancellationToken cancel);

    /// <summary>The record of the price that was in force at that moment; null when the journal does not hold it.</summary>
    /// <param name="pair">The pair, in either direction; the answer is in the one in which the market is kept.</param>
    /// <param name="at">UTC; what was decided in the last second may not be written yet.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="EngineUnavailableException">The journal cannot be read.</exception>
    ValueTask<Explanation?> FindAsync(CurrencyPair pair, DateTimeOffset at, CancellationToken cancel);
}
