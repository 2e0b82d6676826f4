namespace FxOrleans.Serving.Prices;

/// <summary>What bounds the answers that this process keeps. Section <c>Prices:Cache</c>.</summary>
public sealed class AnswerCacheOptions
{
    /// <summary>Answers kept at most. 1 to 1,000,000; default 4,000.</summary>
    public int MaxEntries { get; set; } = 4_000;

    /// <summary>Megabytes of answers kept at most. 1 to 10,000; default 64.</summary>
    public int MaxMegabytes { get; set; } = 64;

    /// <summary>Answers made at once; 16 may wait for each, and who asks for more is told to come again. 1 to 1,000; default 32.</summary>
    public int MaxMaking { get; set; } = 32;

    /// <summary>How long "there is nothing" is believed, and an incomplete answer kept. 1 s to 1 hour; default 30 s.</summary>
    public TimeSpan NegativeLife { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer that is no longer good may be given, marked, while none better can be had. 0 to 30 days; default 1 day.</summary>
    public TimeSpan StaleFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a caller waits for a new answer while there is an old one. 0 to 1 minute; default 2 s.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What is wrong with it, each line naming the key.</summary>
    public IEnumerable<string> Faults()
    {
        if (MaxEntries is < 1 or > 1_000_000)
        {
            yield return $"Prices:Cache:MaxEntries is {MaxEntries}; it must be from 1 to 1000000.";
        }

        if (MaxMegabytes is < 1 or > 10_000)
        {
            yield return $"Prices:Cache:MaxMegabytes is {MaxMegabytes}; it must be from 1 to 10000.";
        }

        if (MaxMaking is < 1 or > 1_000)
        {
            yield return $"Prices:Cache:MaxMaking is {MaxMaking}; it must be from 1 to 1000.";
        }

        if (NegativeLife < TimeSpan.FromSeconds(1) || NegativeLife > TimeSpan.FromHours(1))
        {
            yield return $"Prices:Cache:NegativeLife is {NegativeLife}; it must be from 00:00:01 to 01:00:00.";
        }

        if (StaleFor < TimeSpan.Zero || StaleFor > TimeSpan.FromDays(30))
        {
            yield return $"Prices:Cache:StaleFor is {StaleFor}; it must be from 00:00:00 to 30.00:00:00.";
        }

        if (Patience < TimeSpan.Zero || Patience > TimeSpan.FromMinutes(1))
        {
            yield return $"Prices:Cache:Patience is {Patience}; it must be from 00:00:00 to 00:01:00.";
        }
    }
}
