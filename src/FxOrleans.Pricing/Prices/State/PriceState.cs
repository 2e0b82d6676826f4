namespace FxOrleans.Pricing;

/// <summary>Carries prices, decisions and quotes of one pair through a <see cref="StateTransfer"/>.</summary>
internal static class PriceState
{
    /// <summary>A price of the pair; one of no pair yet stays the default.</summary>
    public static Price Carry(this ref StateTransfer state, in Price price, CurrencyPair pair) => !state.Carry(price.Mid > 0) ? default : new Price
    {
        Pair = pair,
        Mid = state.Carry(price.Mid),
        Bid = state.Carry(price.Bid),
        Ask = state.Carry(price.Ask),
        Confidence = state.Carry(price.Confidence),
        Timestamp = state.Carry(price.Timestamp),
        Kind = state.Carry(price.Kind),
        Quorate = state.Carry(price.Quorate),
        FreshUntil = state.Carry(price.FreshUntil),
        Sources = state.Carry(price.Sources),
        Degraded = state.Carry(price.Degraded),
        Disputed = state.Carry(price.Disputed),
        Wide = state.Carry(price.Wide),
        PegBroken = state.Carry(price.PegBroken),
        Simulated = state.Carry(price.Simulated),
        Derived = state.Carry(price.Derived),
        Epoch = state.Carry(price.Epoch),
        Sequence = state.Carry(price.Sequence),
    };

    /// <summary>A decision.</summary>
    public static Decision Carry(this ref StateTransfer state, in Decision decision) => new()
    {
        Mid = state.Carry(decision.Mid),
        Bid = state.Carry(decision.Bid),
        Ask = state.Carry(decision.Ask),
        Confidence = state.Carry(decision.Confidence),
        Timestamp = state.Carry(decision.Timestamp),
        FreshUntil = state.Carry(decision.FreshUntil),
        Kind = state.Carry(decision.Kind),
        Quorate = state.Carry(decision.Quorate),
        Simulated = state.Carry(decision.Simulated),
        Sources = state.Carry(decision.Sources),
        Degraded = state.Carry(decision.Degraded),
        Disputed = state.Carry(decision.Disputed),
        Disagreement = new DisagreementSample(state.Carry(decision.Disagreement.Freedom), state.Carry(decision.Disagreement.Squares)),
        ConsensusDiagnostics = state.Carry(decision.ConsensusDiagnostics),
    };

    /// <summary>How voters were judged.</summary>
    public static ConsensusDiagnostics Carry(this ref StateTransfer state, in ConsensusDiagnostics judgement) => new()
    {
        Centre = state.Carry(judgement.Centre),
        Scale = state.Carry(judgement.Scale),
        Threshold = state.Carry(judgement.Threshold),
        Disputed = state.Carry(judgement.Disputed),
        Held = state.Carry(judgement.Held),
        Doubt = state.Carry(judgement.Doubt),
        Uncertainty = new Uncertainty(state.Carry(judgement.Uncertainty.Deviation), state.Carry(judgement.Uncertainty.Freedom), state.Carry(judgement.Uncertainty.Variance)),
        Confirmed = state.Carry(judgement.Confirmed),
    };

    /// <summary>A quote of the pair, in either direction; all of it, so that what it is made of is read back to the last bit.</summary>
    /// <exception cref="InvalidDataException">What was read can be no quote.</exception>
    public static Quote Carry(this ref StateTransfer state, in Quote quote, CurrencyPair pair)
    {
        var (source, inverted) = (state.Carry(quote.Source), state.Carry(quote.Pair != pair));
        var (bid, mid, ask, timestamp) = (state.Carry(quote.Bid), state.Carry(quote.Mid), state.Carry(quote.Ask), state.Carry(quote.Timestamp));
        return Quote.TryCreate(source, inverted ? pair.Inverse : pair, bid, mid, ask, timestamp, out var carried, out var fault)
            ? carried
            : throw new InvalidDataException($"A quote of {pair} cannot be one: {fault}.");
    }
}
