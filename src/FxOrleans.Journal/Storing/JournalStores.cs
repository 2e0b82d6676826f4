namespace FxOrleans.Journal;

/// <summary>Opens the store that the settings name: PostgreSQL where there is a connection string, else an SQLite file.</summary>
internal static class JournalStores
{
    /// <summary>The store. Nothing is connected or made before it is used.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="folder">The folder of the file, where it is one.</param>
    public static IJournalStore Open(JournalOptions options, string folder) => string.IsNullOrWhiteSpace(options.ConnectionString)
        ? new SqliteJournal(folder, options.MaxMegabytes * 1_000_000L)
        : new PostgresJournal(new JournalDatabase(options.ConnectionString, options.Schema));
}
