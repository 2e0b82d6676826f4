namespace FxOrleans.DemoMarket;

/// <summary>
/// The market at one moment as one provider publishes it: the true value, a little off, and bent by its mood.
/// A provider's error belongs to the asset, so that its own crosses agree with one another. Immutable.
/// </summary>
internal readonly struct MarketView
{
    private const int ErrorBits = 13; // a new error every 2^13 ms, with no jump between

    private readonly MarketMoment _moment;
    private readonly ulong _errorKey;
    private readonly double _error;
    private readonly ProviderMood _mood;

    public MarketView(in MarketMoment moment, ulong errorKey, double error, ProviderMood mood)
    {
        _moment = moment;
        _errorKey = errorKey;
        _error = error;
        _mood = mood;
    }

    /// <summary>What one base costs in quote, unrounded; 1 for an asset in itself, whatever the mood.</summary>
    public double Rate(Listing @base, Listing quote)
    {
        if (ReferenceEquals(@base, quote))
        {
            return 1;
        }

        var rate = Value(@base) / Value(quote);
        return _mood.Mode == MisbehaviourMode.Invert ? 1 / rate : rate * _mood.Factor;
    }

    /// <summary>Bid, mid and ask as traded.</summary>
    public TwoWay Quote(Listing @base, Listing quote)
    {
        var half = @base.ProviderProfile.HalfSpread + quote.ProviderProfile.HalfSpread;
        var mid = Rate(@base, quote);
        return new TwoWay(
            PublishedDigits.Traded(@base, quote, mid * (1 - half)),
            PublishedDigits.Traded(@base, quote, mid),
            PublishedDigits.Traded(@base, quote, mid * (1 + half)));
    }

    private double Value(Listing listing)
    {
        var value = listing.Usd(_moment);
        if (_error == 0)
        {
            return value;
        }

        var key = LatticeHash.Key(_errorKey, listing.Key);
        return value * (1 + (_error * listing.ProviderProfile.HalfSpread * FractalNoise.Smooth(key, _moment.Milliseconds, ErrorBits)));
    }
}
