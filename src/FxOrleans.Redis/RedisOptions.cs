using System.ComponentModel.DataAnnotations;
using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>The section <c>Redis</c>.</summary>
public sealed class RedisOptions : IValidatableObject
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Redis";

    /// <summary>
    /// StackExchange.Redis' own form, such as <c>localhost:6379,password=…</c>. Default: none, and no Redis is used.
    /// How connecting is retried is not taken from it.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Goes before every key and channel, so that several can share one Redis. At most 64 characters without spaces; default none.</summary>
    [RegularExpression(@"^\S{0,64}$", ErrorMessage = "at most 64 characters without spaces")]
    public string KeyPrefix { get; set; } = "";

    /// <summary>Most scripts in flight at once. 1 to 10,000; default 256.</summary>
    [Range(1, 10_000)]
    public int Window { get; set; } = 256;

    /// <summary>Most pairs that are remembered for writing; prices of further ones are dropped and counted. 1 to 1,000,000; default 20,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxPairs { get; set; } = 20_000;

    /// <summary>How long an answer may take before Redis is called slow. 50 ms to 1 minute; default 1 s. After twice that the connection is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often it is checked that Redis still holds what was written. 100 ms to 1 hour; default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(ConnectionString) && !CanParse(ConnectionString))
        {
            // What was given is not repeated: it may hold a password.
            yield return new ValidationResult("Redis:ConnectionString cannot be read; it must be like localhost:6379,password=secret,ssl=true.");
        }
    }

    private static bool CanParse(string text)
    {
        try
        {
            return ConfigurationOptions.Parse(text).EndPoints.Count > 0;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            return false;
        }
    }
}
