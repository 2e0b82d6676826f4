using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;

namespace FxOrleans.Pricing;

/// <summary>What prices need to be firm, by class of asset and by pair. Section <c>Pricing:Usage</c>. Immutable once bound; thread-safe.</summary>
public sealed record UsagePolicy : IValidatableObject
{
    private FrozenDictionary<CurrencyPair, UsageOverride>? _byPair;

    /// <summary>Independent sources that a firm price rests on, never fewer than <see cref="PricingPolicy.Quorum"/>. 1 to 16; default 2.</summary>
    [Range(1, 16)]
    public int Sources { get; init; } = 2;

    /// <summary>The widest half-width of the 95 % interval of a firm price of two currencies, in basis points. 0.1 to 10,000; default 20.</summary>
    [Range(0.1, 10_000.0)]
    public double CurrencyConfidence { get; init; } = 20;

    /// <summary>The same where one side is a metal. 0.1 to 10,000; default 40.</summary>
    [Range(0.1, 10_000.0)]
    public double MetalConfidence { get; init; } = 40;

    /// <summary>The same where one side is a share. 0.1 to 10,000; default 40.</summary>
    [Range(0.1, 10_000.0)]
    public double StockConfidence { get; init; } = 40;

    /// <summary>The same where one side is a coin. 0.1 to 10,000; default 80.</summary>
    [Range(0.1, 10_000.0)]
    public double CoinConfidence { get; init; } = 80;

    /// <summary>
    /// A price that was too wide is firm again only when it is narrower than its limit by this share of it, so that it does not flap.
    /// 0 to 0.9; default 0.2.
    /// </summary>
    [Range(0.0, 0.9)]
    public double Hysteresis { get; init; } = 0.2;

    /// <summary>The age beyond which a price is refused even where its kind allows more. 100 ms to 366 days; default 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "366.00:00:00")]
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Whether a price that rests on fixings or slowly polled sources alone may be firm. Default false.</summary>
    public bool Fixings { get; init; }

    /// <summary>Whether a price may be firm while its market is closed. Default false.</summary>
    public bool ClosedMarkets { get; init; }

    /// <summary>Exceptions, by pair such as <c>EUR/USD</c> or <c>EUR-USD</c>, in either direction; what one does not name stays as above. Default none.</summary>
    public Dictionary<string, UsageOverride>? Pairs { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, limits) in Pairs ?? new Dictionary<string, UsageOverride>())
        {
            if (!CurrencyPair.TryParse(name, out _))
            {
                yield return new ValidationResult($"Pricing:Usage:Pairs:{name} is no pair of two known assets, such as EUR/USD.");
            }

            foreach (var fault in limits.Faults())
            {
                yield return new ValidationResult($"Pricing:Usage:Pairs:{name}:{fault}");
            }
        }
    }

    /// <summary>The limits of a pair, in either direction.</summary>
    /// <param name="pair">The pair.</param>
    /// <param name="quorum">The fewest sources that any price needs.</param>
    internal UsageLimits LimitsOf(CurrencyPair pair, int quorum)
    {
        var own = Pairs is null ? null : Own(pair);
        return new UsageLimits(
            Math.Max(quorum, own?.Sources ?? Sources),
            own?.MaxConfidence ?? ConfidenceOf(pair),
            own?.MaxAge ?? MaxAge,
            own?.Fixings ?? Fixings,
            own?.ClosedMarkets ?? ClosedMarkets,
            Hysteresis);
    }

    // The riskier side counts.
    private double ConfidenceOf(CurrencyPair pair) =>
        Is(pair, AssetClass.Coin) ? CoinConfidence
        : Is(pair, AssetClass.Stock) ? StockConfidence
        : Is(pair, AssetClass.Metal) ? MetalConfidence
        : CurrencyConfidence;

    private UsageOverride? Own(CurrencyPair pair)
    {
        _byPair ??= Pairs!.ToFrozenDictionary(entry => CurrencyPair.Parse(entry.Key), entry => entry.Value);
        return _byPair.GetValueOrDefault(pair) ?? _byPair.GetValueOrDefault(pair.Inverse);
    }

    private static bool Is(CurrencyPair pair, AssetClass @class) => pair.Base.Class == @class || pair.Quote.Class == @class;
}
