using FxOrleans.Pricing;

namespace FxOrleans.DemoMarket;

/// <summary>An asset in the made-up market: where it starts from and how it moves. Immutable; one a model and asset.</summary>
internal sealed class Listing
{
    private readonly FractalNoise _noise;
    private readonly double _anchor;

    /// <param name="asset">What is priced.</param>
    /// <param name="anchor">Its value at the model's anchor time: in dollars, or in what it follows.</param>
    /// <param name="follows">What it keeps its value in, or null.</param>
    /// <param name="key">The root of the market's noise.</param>
    public Listing(Asset asset, double anchor, Listing? follows, ulong key)
    {
        Asset = asset;
        LowerCode = asset.Code.ToLowerInvariant();
        Follows = follows;
        ProviderProfile = TemperamentTable.Of(asset, follows is not null);
        _anchor = anchor;
        Key = LatticeHash.Key(key, asset.Code);
        _noise = new FractalNoise(Key, MarketModel.AnchorMilliseconds);
    }

    public Asset Asset { get; }

    public string Code => Asset.Code;

    public string LowerCode { get; }

    public Listing? Follows { get; }

    public ProviderProfile ProviderProfile { get; }

    /// <summary>The root of whatever is drawn for this asset.</summary>
    public ulong Key { get; }

    /// <summary>Value at that moment, in dollars; above 0.</summary>
    public double Usd(in MarketMoment moment)
    {
        if (ProviderProfile.Volatility == 0)
        {
            return _anchor;
        }

        var log = (ProviderProfile.Dollar * moment.Dollar)
            + (ProviderProfile.Risk * moment.Risk)
            + (ProviderProfile.Coins * moment.Coins)
            + (ProviderProfile.Own * _noise.At(moment.Milliseconds));
        var value = _anchor * Exponential.Of(ProviderProfile.Volatility * log);
        return Follows is null ? value : value * Follows.Usd(moment);
    }
}
