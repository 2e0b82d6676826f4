namespace FxOrleans.Pricing;

/// <summary>What the witnesses say of one value.</summary>
/// <param name="For">The voices in whose plausible band it lies.</param>
/// <param name="Against">The voices in whose band it does not.</param>
/// <param name="Independent">The part of <paramref name="For"/> that sources gave, not the last price.</param>
/// <param name="Contrary">The part of <paramref name="Against"/> that sources gave.</param>
/// <param name="Distance">From the nearest witness, in that one's band widths; infinite without a witness.</param>
internal readonly record struct WitnessScore(double For, double Against, double Independent, double Contrary, double Distance)
{
    /// <summary>
    /// More independent sources contradict it than there are voters, and more than twice as many as support it: then the voters are the
    /// few, and a fault that all of them share is likelier than that nobody else has seen the market move.
    /// </summary>
    public bool Outweighs(int voters) => Contrary > voters && Contrary > 2 * Independent;
}
