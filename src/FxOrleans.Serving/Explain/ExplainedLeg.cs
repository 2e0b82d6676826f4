using FxOrleans.Pricing;

namespace FxOrleans.Serving.Explain;

/// <summary>A leg of the way from one asset to another, and its explanation where the engine has one.</summary>
internal sealed record ExplainedLeg(Leg Leg, Explanation? Explanation);
