using System.ComponentModel.DataAnnotations;

namespace FxOrleans.Redis;

/// <summary>The section <c>Redis</c>.</summary>
public sealed class RedisOptions : IValidatableObject
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Redis";

    /// <summary>
    /// Where Redis is: <c>redis://user:password@host:port/database</c>, <c>rediss://…</c> for TLS, or StackExchange.Redis' own form, such as
    /// <c>localhost:6379,password=…</c>. Default: none, and no Redis is used. Deadlines and how connecting is retried are not taken from it.
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

    /// <summary>How long an answer may take before Redis is called slow. 50 ms to 1 minute; default 1 s. A connection that says nothing for four times that is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often it is checked that Redis still holds what was written. 100 ms to 1 hour; default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!string.IsNullOrWhiteSpace(ConnectionString) && RedisAddress.Fault(ConnectionString) is { } fault)
        {
            // What was given is not repeated: it may hold a password.
            yield return new ValidationResult(
                $"Redis:ConnectionString cannot be read: {fault} It must be like redis://user:password@host:6379/0, rediss://… for TLS, or host:6379,password=…,ssl=true.");
        }
    }
}
