namespace FxOrleans.Pricing;

/// <summary>
/// Computes a price again from its evidence alone, by the arithmetic of <c>docs/prices.md</c>: the weighted medians of the kept quotes, the
/// confidence from the learned values, the status from the quotes' ages, and the product of the legs. Pure; thread-safe.
/// </summary>
public static class Recomputation
{
    /// <summary>Weights are products and powers of doubles: a billionth of them is forgiven.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Says in what the evidence differs from the price, in words for people; null when it gives every digit.</summary>
    public static string? Difference(PriceEvidence evidence)
    {
        try
        {
            foreach (var leg in evidence.Legs)
            {
                var wrong = leg.RestsOn is null ? Difference(leg.Record)
                    : LegEvidence.MayRestOn(leg.Record, leg.RestsOn) ? null
                    : Difference(leg.RestsOn) ?? "it is not what the decision that it rests on came to";
                if (wrong is not null)
                {
                    return evidence.Legs.Count > 1 ? $"{leg.Record.Pair}: {wrong}" : wrong;
                }
            }

            return PriceEvidence.Of(evidence.Legs) is { } computed
                ? Difference(computed.Rate, evidence.Rate)
                : "the legs do not lead from one to the next under one policy";
        }
        catch (ArithmeticException)
        {
            return "the evidence leaves the range of decimals"; // No quote that was ever taken does.
        }
    }

    /// <summary>The same of one market's decision.</summary>
    public static string? Difference(Explanation record)
    {
        var kept = record.Quotes.Where(quote => quote.Kept).ToList();
        if (record.Price is not { } price || kept.Count == 0)
        {
            return "no quote is kept";
        }

        if (kept.Find(quote => quote.Kind != price.Kind || quote.Bid > quote.Value || quote.Ask < quote.Value || !(quote.Weight > 0) || quote.Reason is not null) is { } odd)
        {
            return $"the quote of {odd.Provider} cannot have been kept";
        }

        var (mid, bid, ask) = Medians(kept);
        var judged = record.ConsensusDiagnostics;
        var sources = judged.Disputed ? 1 : kept.Select(quote => quote.Group).Distinct(StringComparer.Ordinal).Count();
        var timestamp = kept.Max(quote => quote.Timestamp);
        var fresh = kept.TrueForAll(quote => quote.Age <= record.Policy.MaxAge);
        var quorate = price.Kind == SourceKind.Live && fresh && sources >= record.Policy.Quorum && !judged.Disputed;
        return Differs("price", mid, price.Mid)
            ?? Differs("bid", bid, price.Bid)
            ?? Differs("ask", ask, price.Ask)
            ?? Differs("sources", sources, price.Sources)
            ?? Differs("confidence", Confidence(mid, sources, judged), price.Confidence)
            ?? Differs("timestamp", timestamp, price.Timestamp)
            ?? Differs("quorate", quorate, price.Quorate)
            ?? (price.Kind == SourceKind.Live ? Differs("fresh_until", timestamp.Plus(record.Policy.MaxAge), price.FreshUntil) : null)
            ?? (Weighs(record.Quotes, kept) ? null : "a weight is not trust × quality × age ÷ group");
    }

    /// <summary>The half-width that the learned values give, to 4 digits.</summary>
    private static decimal Confidence(decimal mid, int sources, in ConsensusDiagnostics judged)
    {
        var relative = Math.Max(ConfidenceInterval.HalfWidth(sources, judged.Uncertainty), judged.Doubt);
        return double.IsFinite(relative) ? RatePrecision.Round(mid * (decimal)Math.Min(relative, 1e6), 4) : 0;
    }

    private static (decimal Mid, decimal Bid, decimal Ask) Medians(List<QuoteView> kept)
    {
        var median = new WeightedMedian(kept.Count);
        var mid = Of(quote => quote.Value);
        return kept.Exists(quote => quote.Bid != quote.Ask)
            ? (mid, Math.Min(mid, Of(quote => quote.Bid)), Math.Max(mid, Of(quote => quote.Ask)))
            : (mid, mid, mid);

        decimal Of(Func<QuoteView, decimal> side)
        {
            median.Clear();
            foreach (var quote in kept)
            {
                median.Add((double)side(quote), side(quote), quote.Weight);
            }

            return median.Find();
        }
    }

    // Of a fixing, the newest that voted halves the others for each day that they are behind; a group's voters share one weight.
    private static bool Weighs(IReadOnlyList<QuoteView> all, List<QuoteView> kept)
    {
        if (kept[0].Kind != SourceKind.Fixing)
        {
            return kept.TrueForAll(quote => IsShare(quote, 1, all));
        }

        return all.Where(quote => quote.Kind == SourceKind.Fixing).Select(quote => quote.Timestamp).Distinct()
            .Any(newest => kept.TrueForAll(quote => quote.Timestamp <= newest && IsShare(quote, Math.Pow(0.5, (newest - quote.Timestamp).TotalDays), all)));
    }

    private static bool IsShare(QuoteView quote, double decay, IReadOnlyList<QuoteView> all)
    {
        var share = quote.Trust * quote.Quality * decay / quote.Weight;
        var voters = Math.Round(share);
        return voters >= 1 && voters <= all.Count(other => other.Group == quote.Group) && Math.Abs(share - voters) <= Tolerance * voters;
    }

    private static string? Difference(Rate computed, Rate given) =>
        computed.From != given.From || computed.To != given.To ? $"the legs lead from {computed.From} to {computed.To}"
        : !computed.Via.SequenceEqual(given.Via) ? "the bridges are others"
        : Differs("price", computed.Mid, given.Mid)
            ?? Differs("bid", computed.Bid, given.Bid)
            ?? Differs("ask", computed.Ask, given.Ask)
            ?? Differs("confidence", computed.Confidence, given.Confidence)
            ?? Differs("timestamp", computed.Timestamp, given.Timestamp)
            ?? Differs("status", computed.FreshStatus, given.FreshStatus)
            ?? Differs("sources", computed.Sources, given.Sources)
            ?? Differs("simulated", computed.Simulated, given.Simulated)
            ?? Differs("epoch", computed.Epoch, given.Epoch)
            ?? Differs("sequence", computed.Sequence, given.Sequence);

    private static string? Differs<T>(string name, T computed, T given)
        where T : notnull => computed.Equals(given)
        ? null
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} is {given}, the evidence gives {computed}");
}
