using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace FxOrleans.Journal;

/// <summary>The section <c>Journal</c>.</summary>
public sealed class JournalOptions : IValidatableObject
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Journal";

    /// <summary>The folder of the journal's files. Default: <c>journal</c> in <c>Data:Path</c>.</summary>
    public string? Path { get; set; }

    /// <summary>PostgreSQL, in Npgsql's own form, such as <c>Host=localhost;Database=fx;Username=fx;Password=…</c>. Default: none, and what prices were decided from is in an SQLite file.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>The database schema that the tables are in; it is created. Lower-case letters, digits and underscores, at most 31; default <c>fxorleans</c>.</summary>
    [Required]
    [RegularExpression("^[a-z_][a-z0-9_]{0,30}$", ErrorMessage = "at most 31 lower-case letters, digits and underscores")]
    public string Schema { get; set; } = "fxorleans";

    /// <summary>How long what prices were decided from is kept; in PostgreSQL until the end of the day. 1 hour to 3,660 days; default 90 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3660.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(90);

    /// <summary>Megabytes of the journal's file, beyond which the oldest is dropped before its time. 16 to 1,000,000; default 4,096. Receipts have their own file; a database has no such bound.</summary>
    [Range(16, 1_000_000)]
    public int MaxMegabytes { get; set; } = 4096;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(ConnectionString) && !CanParse(ConnectionString))
        {
            // What was given is not repeated: it may hold a password.
            yield return new ValidationResult("Journal:ConnectionString cannot be read; it must be like Host=localhost;Database=fx;Username=fx;Password=secret.");
        }
    }

    private static bool CanParse(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is not null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }
}
