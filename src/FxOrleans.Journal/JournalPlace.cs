namespace FxOrleans.Journal;

/// <summary>Where a host keeps its files.</summary>
/// <param name="Data">The data folder, which no other host uses: its own key is in it.</param>
/// <param name="Journal">The folder of the journal's files.</param>
public sealed record JournalPlace(string Data, string Journal);
