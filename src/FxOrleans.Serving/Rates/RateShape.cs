namespace FxOrleans.Serving.Rates;

/// <summary>The JSON of a rate, for the API's description. <see cref="RateJson"/> writes it.</summary>
/// <param name="From">Base asset.</param>
/// <param name="To">Quote asset.</param>
/// <param name="Price">Mid: units of To for one From.</param>
/// <param name="Timestamp">Market time, UTC.</param>
/// <param name="Bid">What one From sells for.</param>
/// <param name="Ask">What one From costs.</param>
/// <param name="Confidence">Half-width of the 95 % interval, in price units.</param>
/// <param name="Status">live, indicative or stale.</param>
/// <param name="Sources">Independent sources.</param>
/// <param name="Via">Bridges of a cross.</param>
/// <param name="Simulated">True for made-up prices.</param>
/// <param name="Epoch">Rises when the pair resumes elsewhere.</param>
/// <param name="Sequence">Counts within an epoch.</param>
public sealed record RateShape(
    string From, string To, decimal Price, DateTimeOffset Timestamp, decimal Bid, decimal Ask, decimal Confidence,
    string Status, int Sources, IReadOnlyList<string> Via, bool Simulated, long Epoch, long Sequence);
