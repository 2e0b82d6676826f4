namespace FxOrleans.Pricing;

/// <summary>What the witnesses say of one value.</summary>
/// <param name="For">The voices in whose plausible band it lies.</param>
/// <param name="Against">The voices in whose band it does not.</param>
/// <param name="Independent">The part of <paramref name="For"/> that sources gave, not the last price.</param>
/// <param name="Distance">From the nearest witness, in that one's band widths; infinite without a witness.</param>
internal readonly record struct Testimony(double For, double Against, double Independent, double Distance);
