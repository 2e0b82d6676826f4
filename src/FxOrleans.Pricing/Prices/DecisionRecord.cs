namespace FxOrleans.Pricing;

/// <summary>A published price and what it was made of.</summary>
internal struct DecisionRecord
{
    public Price Price;
    public Judgement Judgement;
    public QuoteRecord[]? Quotes;

    /// <summary>How many of <see cref="Quotes"/> count.</summary>
    public int Count;

    /// <summary>Writes down what was decided; the array is kept unless it is too short.</summary>
    public void Fill(in Price price, in Judgement judgement, ReadOnlySpan<SourceSlot> slots, Moment now)
    {
        Price = price;
        Judgement = judgement;
        Count = slots.Length;
        if (Quotes is null || Quotes.Length < slots.Length)
        {
            Quotes = new QuoteRecord[slots.Length];
        }

        for (var i = 0; i < slots.Length; i++)
        {
            Quotes[i] = QuoteRecord.Of(slots[i], now);
        }
    }

    /// <summary>The record as it is shown; ages are those at the decision.</summary>
    public readonly Explanation Explain(PricingPolicy policy)
    {
        var quotes = new List<QuoteView>(Count);
        foreach (ref readonly var quote in Quotes.AsSpan(0, Count))
        {
            quotes.Add(quote.View(Judgement.Centre));
        }

        return new Explanation(Price.Pair, Price.Mid > 0 ? Price : null, quotes, [], policy) { Judgement = Judgement };
    }
}
