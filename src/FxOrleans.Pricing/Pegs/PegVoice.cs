namespace FxOrleans.Pricing;

/// <summary>What one source says of a pegged rate. Immutable.</summary>
/// <param name="Provider">The source's name.</param>
/// <param name="Group">Sources of one group copy one another and are one voice.</param>
/// <param name="Value">The rate in the peg's direction; above 0.</param>
/// <param name="Timestamp">Market time, UTC; of two quotes that the rate is made of, the older.</param>
public sealed record PegVoice(string Provider, string Group, decimal Value, DateTimeOffset Timestamp);
