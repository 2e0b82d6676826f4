namespace FxOrleans.Pricing;

/// <summary>What a <see cref="SourceSlot"/> was at a decision, as small as an explanation allows.</summary>
internal struct QuoteRecord
{
    private QuoteSource _source;
    private decimal _bid;
    private decimal _mid;
    private decimal _ask;
    private DateTimeOffset _timestamp;
    private TimeSpan _age;
    private double _weight;
    private double _quality;
    private Verdict _verdict;

    public static QuoteRecord Of(in SourceSlot slot, ClockReading now) => new()
    {
        _source = slot.Quote.Source,
        _bid = slot.Bid,
        _mid = slot.Mid,
        _ask = slot.Ask,
        _timestamp = slot.Timestamp,
        _age = slot.Age(now),
        _weight = slot.Weight,
        _quality = slot.Quality,
        _verdict = slot.Verdict,
    };

    /// <summary>As it is shown.</summary>
    /// <param name="centre">The value that deviations are measured from; 0 when there was no vote.</param>
    public readonly QuoteView View(double centre) => new(
        _source.Name, RatePrecision.Trim(_mid), _timestamp, _age, _weight, _verdict == Verdict.Accepted, _verdict.Reason())
    {
        Bid = RatePrecision.Trim(_bid),
        Ask = RatePrecision.Trim(_ask),
        Quality = _quality,
        Kind = _source.Kind,
        Group = _source.Group,
        Trust = _source.Weight,
        Deviation = centre > 0 ? ((double)_mid / centre) - 1 : null,
    };
}
