using System.ComponentModel.DataAnnotations;

namespace FxOrleans.Journal;

/// <summary>The section <c>Journal</c>.</summary>
public sealed class JournalOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Journal";

    /// <summary>The folder of the journal's files. Default: <c>journal</c> in <c>Data:Path</c>.</summary>
    public string? Path { get; set; }

    /// <summary>How long what prices were decided from is kept. 1 hour to 3,660 days; default 90 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3660.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Megabytes of the journal's file, beyond which the oldest is dropped before its time. 16 to 1,000,000; default 4,096. Receipts have their own file.</summary>
    [Range(16, 1_000_000)]
    public int MaxMegabytes { get; set; } = 4096;
}
