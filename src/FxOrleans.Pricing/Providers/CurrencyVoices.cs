namespace FxOrleans.Pricing;

/// <summary>On whom a currency rests, of one provider's institutions. Immutable.</summary>
/// <param name="Voices">Independent voices whose own publication is not overdue: institutions of one group are one.</param>
/// <param name="Institutions">The keys of the institutions that quote it, its own central bank first.</param>
public sealed record CurrencyVoices(int Voices, IReadOnlyList<string> Institutions);
