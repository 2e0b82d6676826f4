using FxOrleans.Pricing;

namespace FxOrleans.DemoMarket;

/// <summary>The whole market at one millisecond. Costs three noises to make and one an asset asked for. Immutable.</summary>
public readonly struct MarketMoment
{
    private readonly MarketModel _model;

    internal MarketMoment(MarketModel model, long milliseconds, double dollar, double risk, double coins)
    {
        _model = model;
        Milliseconds = milliseconds;
        Dollar = dollar;
        Risk = risk;
        Coins = coins;
    }

    /// <summary>Since the start of 1970, UTC.</summary>
    public long Milliseconds { get; }

    internal double Dollar { get; }

    internal double Risk { get; }

    internal double Coins { get; }

    /// <summary>The asset's value in dollars; above 0.</summary>
    /// <exception cref="ArgumentException">The market does not hold the asset.</exception>
    public double Usd(Asset asset) => _model.Find(asset) is { } listing
        ? listing.Usd(this)
        : throw new ArgumentException($"The demo market does not hold {asset.Code}.", nameof(asset));
}
