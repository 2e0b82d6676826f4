using System.Diagnostics.CodeAnalysis;

namespace FxOrleans.Pricing;

/// <summary>A published price and what it was made of.</summary>
internal struct DecisionRecord
{
    public Price Price;
    public ConsensusDiagnostics ConsensusDiagnostics;
    public QuoteRecord[]? Quotes;

    /// <summary>How many of <see cref="Quotes"/> count.</summary>
    public int Count;

    /// <summary>When it was decided, UTC.</summary>
    public DateTimeOffset At;

    /// <summary>Writes down what was decided; the array is kept unless it is too short.</summary>
    public void Fill(in Price price, in ConsensusDiagnostics judgement, ReadOnlySpan<SourceSlot> slots, ClockReading now)
    {
        Price = price;
        ConsensusDiagnostics = judgement;
        At = now.Wall;
        Reserve(slots.Length);
        for (var i = 0; i < slots.Length; i++)
        {
            Quotes[i] = QuoteRecord.Of(slots[i], now);
        }
    }

    /// <summary>Writes down that the price of <paramref name="other"/> was given out again as <paramref name="price"/>.</summary>
    public void Copy(in DecisionRecord other, in Price price)
    {
        (Price, ConsensusDiagnostics, At) = (price, other.ConsensusDiagnostics, other.At);
        var quotes = other.Quotes.AsSpan(0, other.Count);
        Reserve(quotes.Length);
        quotes.CopyTo(Quotes);
    }

    /// <summary>The record as it is shown; ages are those at the decision.</summary>
    public readonly Explanation Explain(PricingPolicy policy)
    {
        var quotes = new List<QuoteView>(Count);
        foreach (ref readonly var quote in Quotes.AsSpan(0, Count))
        {
            quotes.Add(quote.View(ConsensusDiagnostics.Centre));
        }

        return new Explanation(Price.Pair, Price.Mid > 0 ? Price : null, quotes, [], policy)
        {
            ConsensusDiagnostics = ConsensusDiagnostics,
            At = At,
        };
    }

    [MemberNotNull(nameof(Quotes))]
    private void Reserve(int count)
    {
        Count = count;
        if (Quotes is null || Quotes.Length < count)
        {
            Quotes = new QuoteRecord[count];
        }
    }
}
