using System.Text.Json.Serialization;

namespace FxOrleans.Pricing;

/// <summary>How a provider does: one row of <c>GET /providers</c>. Immutable.</summary>
public sealed record ProviderStatus
{
    public required string Name { get; init; }

    /// <summary>
    /// <c>ok</c>, <c>degraded</c>, <c>failing</c>, <c>limited</c>, <c>disabled</c> or <c>closed_market</c>: all is well, and nothing new
    /// comes because all that it quotes is closed.
    /// </summary>
    public required string State { get; init; }

    /// <summary><c>live</c>, <c>periodic</c> or <c>fixing</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>True when its values are made up.</summary>
    public bool Simulated { get; init; }

    /// <summary>When the last usable answer came, UTC.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>The last fetch or connection that failed, and why; null when none has.</summary>
    public ProviderFailure? LastFailure { get; init; }

    /// <summary>Market time of the newest quote, UTC.</summary>
    public DateTimeOffset? NewestQuote { get; init; }

    /// <summary>How old its newest quote was when it came, in seconds; null before the first.</summary>
    public double? Lag { get; init; }

    /// <summary>The share of its recent quotes, about 256 of them, whose value was found wrong: 0 to 1.</summary>
    public double OutlierRate { get; init; }

    /// <summary>Quotes that the pairs took.</summary>
    public long Accepted { get; init; }

    /// <summary>Quotes that they did not, and rows that were no quote.</summary>
    public long Rejected { get; init; }

    /// <summary>Answers that were usable.</summary>
    public long Answers { get; init; }

    /// <summary>Fetches or connections that failed, by code.</summary>
    public required IReadOnlyDictionary<string, long> Failures { get; init; }

    /// <summary>Rejected quotes and rows, by code.</summary>
    public required IReadOnlyDictionary<string, long> Rejections { get; init; }

    /// <summary>Calls left of its quota; null where it has none or has not said.</summary>
    public int? QuotaLeft { get; init; }

    /// <summary>The words that its terms ask to be shown; null for none.</summary>
    public string? Attribution { get; init; }

    /// <summary>Since when these figures are counted, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The institutions whose own rates it passes on, as of its last answer; null where it names none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<InstitutionStatus>? Institutions { get; init; }

    /// <summary>By code of the currency: on which of its institutions it rests; null where it names none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, CurrencyVoices>? Coverage { get; init; }
}
