namespace FxOrleans.Pricing;

/// <summary>
/// Takes down what a market decides from, in the order of its decisions and on its turn: it only notes it, never waits and never throws. One
/// recorder belongs to one <see cref="PairPrice"/>.
/// </summary>
public interface IDecisionRecorder
{
    /// <summary>Called after a quote was applied.</summary>
    /// <param name="price">The market, with the quote applied.</param>
    /// <param name="quote">The quote.</param>
    /// <param name="now">The clock reading that it was decided by.</param>
    /// <param name="isNew">Whether a new price came of it.</param>
    void Quoted(PairPrice price, in Quote quote, ClockReading now, bool isNew);

    /// <summary>Called after a reconsideration that changed something.</summary>
    /// <param name="price">The market, reconsidered.</param>
    /// <param name="now">The clock reading that it was decided by.</param>
    /// <param name="isNew">Whether a new price came of it.</param>
    void Reconsidered(PairPrice price, ClockReading now, bool isNew);

    /// <summary>Called when the market goes on from another state than that of its last quote, such as under a higher epoch.</summary>
    void Restarted(PairPrice price);
}
