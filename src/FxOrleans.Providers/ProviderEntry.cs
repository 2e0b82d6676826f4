using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>A provider that the service knows, whether it is asked or not. Immutable.</summary>
/// <param name="Name">Its name in configuration and answers.</param>
/// <param name="Enabled">True when it is asked.</param>
/// <param name="Source">What its quotes are.</param>
/// <param name="Terms">On what terms it is asked.</param>
public sealed record ProviderEntry(string Name, bool Enabled, QuoteSource Source, ProviderTerms Terms);
