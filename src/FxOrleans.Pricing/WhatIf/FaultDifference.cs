namespace FxOrleans.Pricing;

/// <summary>Quotes that one set of rules finds wrong and the other does not, or finds wrong in another way.</summary>
/// <param name="Verdict">What is wrong with them.</param>
/// <param name="Gained">Those found so by the other rules only.</param>
/// <param name="Lost">Those found so by the rules in force only.</param>
public sealed record FaultDifference(Verdict Verdict, long Gained, long Lost);
