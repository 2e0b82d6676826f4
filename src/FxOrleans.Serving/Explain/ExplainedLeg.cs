using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>A leg of the way from one asset to another, as it is walked, and its explanation where the engine has one.</summary>
internal sealed record ExplainedLeg(Encoded Rate, bool Inverted, Explanation? Explanation);
