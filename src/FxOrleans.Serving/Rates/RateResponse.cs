using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Rates;

/// <summary>
/// The JSON of a rate. On the paths that carry every tick <see cref="RateJson"/> writes the same bytes by hand. The orders keep
/// what derived answers add behind what is here, and the subunits behind the reasons.
/// </summary>
public record RateResponse
{
    /// <summary>Creates an answer whose members the caller sets.</summary>
    public RateResponse()
    {
    }

    /// <summary>Creates the answer of a rate that is counted in these units already.</summary>
    [SetsRequiredMembers]
    internal RateResponse(Rate rate, PriceStatus status, UsageReason reasons, Unit from, Unit to)
    {
        (From, To, Price, Timestamp) = (from.Code, to.Code, rate.Mid, rate.Timestamp);
        (Bid, Ask, Confidence, Status) = (rate.Bid, rate.Ask, rate.Confidence, RateJson.StatusText(status));
        (Sources, Via, Simulated) = (rate.Sources, [.. rate.Via.Select(asset => asset.Code)], rate.Simulated);
        (Epoch, Sequence, Usage) = (rate.Epoch, rate.Sequence, reasons.Usage().Code());
        Subunit = SubunitResponse.From(from.Subunit ?? to.Subunit);
        ToSubunit = from.Subunit is null ? null : SubunitResponse.From(to.Subunit);
    }

    /// <summary>Base asset.</summary>
    public required string From { get; init; }

    /// <summary>Quote asset.</summary>
    public required string To { get; init; }

    /// <summary>Mid: units of To for one From.</summary>
    public required decimal Price { get; init; }

    /// <summary>Market time, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What one From sells for.</summary>
    public required decimal Bid { get; init; }

    /// <summary>What one From costs.</summary>
    public required decimal Ask { get; init; }

    /// <summary>Half-width of the 95 % interval, in price units.</summary>
    public required decimal Confidence { get; init; }

    /// <summary>live, indicative or stale.</summary>
    public required string Status { get; init; }

    /// <summary>Independent sources.</summary>
    public required int Sources { get; init; }

    /// <summary>Bridges of a cross.</summary>
    public required IReadOnlyList<string> Via { get; init; }

    /// <summary>True for made-up prices.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Rises when the pair resumes elsewhere.</summary>
    public required long Epoch { get; init; }

    /// <summary>Counts within an epoch.</summary>
    public required long Sequence { get; init; }

    /// <summary>firm, indicative or refuse: what it may be used for.</summary>
    public required string Usage { get; init; }

    /// <summary>The subunit that was asked for, such as GBp.</summary>
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SubunitResponse? Subunit { get; init; }

    /// <summary>Where both sides were asked for in subunits: that of the quote asset.</summary>
    [JsonPropertyName("to_subunit")]
    [JsonPropertyOrder(2)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SubunitResponse? ToSubunit { get; init; }
}
