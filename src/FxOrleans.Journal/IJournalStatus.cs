namespace FxOrleans.Journal;

/// <summary>Says how the recording of decisions does. Thread-safe.</summary>
public interface IJournalStatus
{
    /// <summary>How it does now.</summary>
    JournalHealth Health { get; }
}
