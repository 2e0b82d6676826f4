namespace FxOrleans.Pricing;

/// <summary>
/// Multiplies legs to a rate. Straight legs go into a numerator and inverted ones into a denominator, so that there is one
/// division and no digit is lost on the way. It is as old as its oldest leg, as sure as its legs' relative half-widths
/// added in quadrature, and of the weakest leg's status and sources.
/// </summary>
public static class CrossRate
{
    /// <summary>From here up, a decimal's 28 decimals hold more digits than <see cref="RatePrecision.Decided"/>.</summary>
    private const decimal AllDigits = 0.000_000_000_1m;

    /// <summary>
    /// Taken off each leg's epoch in a cross, in milliseconds since 1970: so a cross' epoch stays below that of a price of its own,
    /// and whoever follows the pair takes the first direct price as newer.
    /// </summary>
    private const long CrossEpochBase = 1_700_000_000_000;

    /// <summary>
    /// The rate along <paramref name="legs"/>. A single straight leg keeps every digit; anything else has
    /// <see cref="RatePrecision.Derived"/>. False when the product leaves a decimal's range or falls below its scale.
    /// </summary>
    /// <param name="legs">At least one; each starts where the last ended.</param>
    /// <param name="maxAge">The age beyond which a live leg is stale.</param>
    /// <param name="rate">The rate.</param>
    public static bool TryCombine(ReadOnlySpan<Leg> legs, TimeSpan maxAge, out Rate? rate)
    {
        rate = null;
        try
        {
            var (mid, bid, ask) = (Product(legs, Side.Mid), Product(legs, Side.Bid), Product(legs, Side.Ask));
            var exact = legs is [{ Inverted: false }];
            if (!exact)
            {
                mid = RatePrecision.Round(mid, RatePrecision.Derived);
                bid = Math.Min(mid, RatePrecision.Round(bid, RatePrecision.Derived));
                ask = Math.Max(mid, RatePrecision.Round(ask, RatePrecision.Derived));
            }

            if (bid <= 0)
            {
                return false;
            }

            rate = Describe(legs, maxAge, mid, bid, ask, exact ? legs[0].Price.Confidence : Confidence(legs, mid));
            return true;
        }
        catch (ArithmeticException)
        {
            return false;
        }
    }

    private static decimal Product(ReadOnlySpan<Leg> legs, Side side)
    {
        var (numerator, denominator) = (1m, 1m);
        foreach (ref readonly var leg in legs)
        {
            if (leg.Inverted)
            {
                denominator *= Factor(leg, side);
            }
            else
            {
                numerator *= Factor(leg, side);
            }
        }

        return denominator == 1m ? numerator
            : numerator < AllDigits || denominator < AllDigits ? ProductInSteps(legs, side)
            : numerator / denominator;
    }

    // What makes the product larger goes first, so that it never falls below a decimal's scale on the way.
    private static decimal ProductInSteps(ReadOnlySpan<Leg> legs, Side side)
    {
        var value = 1m;
        foreach (var larger in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (ref readonly var leg in legs)
            {
                var factor = Factor(leg, side);
                if (factor >= 1 != leg.Inverted == larger)
                {
                    value = leg.Inverted ? value / factor : value * factor;
                }
            }
        }

        return value;
    }

    private static decimal Factor(in Leg leg, Side side) => side switch
    {
        Side.Mid => leg.Price.Mid,
        Side.Bid => leg.Inverted ? leg.Price.Ask : leg.Price.Bid,
        _ => leg.Inverted ? leg.Price.Bid : leg.Price.Ask,
    };

    private static decimal Confidence(ReadOnlySpan<Leg> legs, decimal mid)
    {
        var (variance, worst) = (0.0, 0.0);
        foreach (ref readonly var leg in legs)
        {
            var relative = (double)leg.Price.Confidence / (double)leg.Price.Mid;
            variance += relative * relative;
            worst = Math.Max(worst, relative);
        }

        return RatePrecision.Round(mid * (decimal)Math.Max(worst, Math.Min(1, Math.Sqrt(variance))), 4);
    }

    private static Rate Describe(ReadOnlySpan<Leg> legs, TimeSpan maxAge, decimal mid, decimal bid, decimal ask, decimal confidence)
    {
        var (timestamp, staleAt) = (DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
        var (live, simulated, sources, epoch, sequence) = (true, false, int.MaxValue, 0L, 0L);
        foreach (ref readonly var leg in legs)
        {
            var price = leg.Price;
            var until = price.StaleAt(maxAge);
            timestamp = price.Timestamp < timestamp ? price.Timestamp : timestamp;
            staleAt = until < staleAt ? until : staleAt;
            live &= price is { Kind: SourceKind.Live, Quorate: true };
            simulated |= price.Simulated;
            sources = Math.Min(sources, price.Sources);
            epoch += legs.Length == 1 ? price.Epoch : Math.Max(0, price.Epoch - CrossEpochBase);
            sequence += price.Sequence;
        }

        var via = new Asset[legs.Length - 1];
        for (var i = 0; i < via.Length; i++)
        {
            via[i] = legs[i].To;
        }

        return new Rate
        {
            From = legs[0].From,
            To = legs[^1].To,
            Mid = mid,
            Bid = bid,
            Ask = ask,
            Confidence = confidence,
            Timestamp = timestamp,
            StaleAt = staleAt,
            FreshStatus = live ? PriceStatus.Live : PriceStatus.Indicative,
            Sources = sources,
            Via = via,
            Simulated = simulated,
            Epoch = epoch,
            Sequence = sequence,
        };
    }

    private enum Side
    {
        Bid,
        Mid,
        Ask,
    }
}
