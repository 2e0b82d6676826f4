namespace FxOrleans.Pricing;

/// <summary>What came of deciding past prices by other rules.</summary>
/// <param name="Markets">Markets that were decided again.</param>
/// <param name="Entries">Quotes and reconsiderations, from each market's checkpoint on.</param>
/// <param name="Lost">Entries that the journal says are missing.</param>
/// <param name="Unfaithful">In how many places the journal, by the rules in force, does not lead to what was published; 0 when it can be relied on.</param>
/// <param name="Report">The differences.</param>
public sealed record WhatIfResult(int Markets, long Entries, long Lost, int Unfaithful, PolicyReport Report);
