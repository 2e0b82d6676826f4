using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>One market on the way from a topic's first asset to its second, walked forward or, inverted, back.</summary>
internal readonly record struct PathStep(Market Market, bool Inverted);
