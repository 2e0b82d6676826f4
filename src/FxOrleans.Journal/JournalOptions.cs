namespace FxOrleans.Journal;

/// <summary>The section <c>Journal</c>.</summary>
public sealed class JournalOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Journal";

    /// <summary>The folder of the journal's files. Default: <c>journal</c> in <c>Data:Path</c>.</summary>
    public string? Path { get; set; }
}
