namespace FxOrleans.Redis;

/// <summary>The section <c>Redis</c>. <see cref="Faults"/> says what is wrong with one.</summary>
public sealed class RedisOptions
{
    /// <summary>The name of the section.</summary>
    public const string Section = "Redis";

    /// <summary>
    /// Where Redis is: <c>redis://user:password@host:port/database</c>, <c>rediss://…</c> for TLS, or StackExchange.Redis' own form, such as
    /// <c>localhost:6379,password=…</c>. Default: none, and no Redis is used. Deadlines and how connecting is retried are not taken from it.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>Goes before every key and channel, so that several can share one Redis. At most 64 characters without spaces; default none.</summary>
    public string KeyPrefix { get; set; } = "";

    /// <summary>Most scripts in flight at once. 1 to 10,000; default 256.</summary>
    public int Window { get; set; } = 256;

    /// <summary>Most pairs that are remembered for writing; prices of further ones are dropped and counted. 1 to 1,000,000; default 20,000.</summary>
    public int MaxPairs { get; set; } = 20_000;

    /// <summary>How long an answer may take before Redis is called slow. 50 ms to 1 minute; default 1 s. A connection that says nothing for four times that is given up.</summary>
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often it is checked that Redis still holds what was written. 100 ms to 1 hour; default 1 s.</summary>
    public TimeSpan CheckInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>What is wrong, each line naming the configuration key; empty when it can be used. Never repeats a password.</summary>
    public IEnumerable<string> Faults()
    {
        if (!string.IsNullOrWhiteSpace(ConnectionString) && RedisAddress.Fault(ConnectionString) is { } fault)
        {
            yield return $"Redis:ConnectionString cannot be read: {fault} It must be like redis://user:password@host:6379/0, rediss://… for TLS, or host:6379,password=…,ssl=true.";
        }

        if (KeyPrefix.Length > 64 || KeyPrefix.Any(char.IsWhiteSpace))
        {
            yield return $"Redis:KeyPrefix is '{KeyPrefix}'; it must be at most 64 characters without spaces.";
        }

        if (Window is < 1 or > 10_000)
        {
            yield return $"Redis:Window is {Window}; it must be from 1 to 10000.";
        }

        if (MaxPairs is < 1 or > 1_000_000)
        {
            yield return $"Redis:MaxPairs is {MaxPairs}; it must be from 1 to 1000000.";
        }

        if (Deadline < TimeSpan.FromMilliseconds(50) || Deadline > TimeSpan.FromMinutes(1))
        {
            yield return $"Redis:Deadline is {Deadline}; it must be from 00:00:00.05 to 00:01:00.";
        }

        if (CheckInterval < TimeSpan.FromMilliseconds(100) || CheckInterval > TimeSpan.FromHours(1))
        {
            yield return $"Redis:CheckInterval is {CheckInterval}; it must be from 00:00:00.1 to 01:00:00.";
        }
    }
}
