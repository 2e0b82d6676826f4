namespace FxOrleans.Pricing;

/// <summary>Which past prices are decided again, and by what other rules.</summary>
/// <param name="From">From when prices are compared, UTC.</param>
/// <param name="To">Until when, UTC; later than <paramref name="From"/>.</param>
/// <param name="Pairs">The markets, in either direction; null for all.</param>
/// <param name="Policy">The rules that are other, by their keys under <c>Pricing</c>, such as <c>Usage:Sources</c>, as they are configured.</param>
public sealed record WhatIfQuestion(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<CurrencyPair>? Pairs, IReadOnlyDictionary<string, string?> Policy);
