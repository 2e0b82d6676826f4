namespace FxOrleans.Pricing;

/// <summary>How far the sources of one decision lie apart.</summary>
/// <param name="Freedom">Sources less one.</param>
/// <param name="Squares">The sum of their squared relative distances from their mean.</param>
internal readonly record struct DisagreementSample(int Freedom, double Squares);
