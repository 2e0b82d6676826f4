using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>What the next quote of a source is written as a difference to: its quote before.</summary>
/// <param name="Source">The source.</param>
/// <param name="Digits">The mid's digits.</param>
/// <param name="Scale">The mid's decimal places.</param>
/// <param name="BidScale">The bid's.</param>
/// <param name="AskScale">The ask's.</param>
/// <param name="Spread">By how much the bid was below the mid, in the bid's last digit.</param>
/// <param name="Time">The market time, in ticks.</param>
internal readonly record struct SourceBase(QuoteSource Source, Int128 Digits, byte Scale, byte BidScale, byte AskScale, Int128 Spread, long Time)
{
    /// <summary>A base without a quote before.</summary>
    public static SourceBase Of(QuoteSource source) => new(source, 0, 0, 0, 0, 0, 0);

    /// <summary>The base that a quote makes.</summary>
    public static SourceBase Of(in Quote quote)
    {
        var (mid, scale) = (DecimalDigits.Of(quote.Mid), quote.Mid.Scale);
        return new SourceBase(
            quote.Source, mid, scale, quote.Bid.Scale, quote.Ask.Scale, Rescale(mid, scale, quote.Bid.Scale) - DecimalDigits.Of(quote.Bid), quote.Timestamp.UtcTicks);
    }

    /// <summary>Digits of one scale in another, cut off where there are fewer; 0 where there would be more than 8 further ones.</summary>
    public static Int128 Rescale(Int128 digits, byte from, byte to)
    {
        const int Most = 8;
        if (to - from > Most)
        {
            return 0;
        }

        for (; from < to; from++)
        {
            digits *= 10;
        }

        for (; from > to; from--)
        {
            digits /= 10;
        }

        return digits;
    }
}
