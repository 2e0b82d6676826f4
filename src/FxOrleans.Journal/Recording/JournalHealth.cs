namespace FxOrleans.Journal;

/// <summary>How recording does. A snapshot.</summary>
/// <param name="State"><c>ok</c>; <c>away</c> while the store takes nothing; <c>gaps</c> once entries were lost.</param>
/// <param name="Entries">Entries noted.</param>
/// <param name="Written">Bytes committed.</param>
/// <param name="Lost">Entries that found no room.</param>
/// <param name="Stopped">Activations that stopped writing because a later one of their market writes.</param>
/// <param name="Lag">Since the store last took what waited; 0 while nothing waits.</param>
public sealed record JournalHealth(string State, long Entries, long Written, long Lost, long Stopped, TimeSpan Lag);
