using System.ComponentModel.DataAnnotations;

namespace FxOrleans.PricePlatform;

/// <summary>What bounds the answers that this process keeps. Section <c>Prices:Cache</c>.</summary>
public sealed class AnswerCacheOptions
{
    /// <summary>Answers kept at most. 1 to 1,000,000; default 4,000.</summary>
    [Range(1, 1_000_000)]
    public int MaxEntries { get; set; } = 4_000;

    /// <summary>Megabytes of answers kept at most. 1 to 10,000; default 64.</summary>
    [Range(1, 10_000)]
    public int MaxMegabytes { get; set; } = 64;

    /// <summary>Answers made at once; 16 may wait for each, and who asks for more is told to come again. 1 to 1,000; default 32.</summary>
    [Range(1, 1_000)]
    public int MaxMaking { get; set; } = 32;

    /// <summary>How long "there is nothing" is believed, and an incomplete answer kept. 1 s to 1 hour; default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan NegativeLife { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an answer that is no longer good may be given, marked, while none better can be had. 0 to 30 days; default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan StaleFor { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How long a caller waits for a new answer while there is an old one. 0 to 1 minute; default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(2);
}
