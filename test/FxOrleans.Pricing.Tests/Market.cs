using FxOrleans.Testing;

namespace FxOrleans.Pricing.Tests;

/// <summary>One pair's price with its clock, spoken to as providers and readers do.</summary>
internal sealed class Market
{
    private readonly PricingPolicy _policy;

    public Market(string pair = "USD/EUR", PricingPolicy? policy = null, long epoch = 1, Price? last = null)
    {
        _policy = policy ?? new PricingPolicy();
        Decider = new PairPrice(Given.Pair(pair), _policy, epoch, last);
    }

    public FakeTime Time { get; } = new();

    public PairPrice Decider { get; }

    /// <summary>What was made of the last quote.</summary>
    public Verdict Verdict { get; private set; }

    public ClockReading Now => ClockReading.Now(Time);

    public Price Price => Decider.HasPrice ? Decider.Current : throw new InvalidOperationException("There is no price.");

    public PriceStatus Status => Price.StatusAt(Time.GetUtcNow(), _policy.MaxAge);

    /// <summary>A quote of this pair, made just now unless it says otherwise. True when there is a new price.</summary>
    public bool Says(QuoteSource source, decimal mid, DateTimeOffset? at = null) =>
        Takes(Given.Quote(Decider.Pair.ToString(), mid, at ?? Time.GetUtcNow(), source));

    public bool Takes(in Quote quote)
    {
        var changed = Decider.Apply(quote, Now, out var verdict);
        Verdict = verdict;
        return changed;
    }

    /// <summary>Lets time pass and decides anew, as an owner's timer does. True when there is a new price.</summary>
    public bool Wait(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        return Decider.Reconsider(Now);
    }

    public QuoteView Explained(string provider) =>
        Decider.Explain(Now).Quotes.Single(quote => quote.Provider == provider);

    /// <summary>What a reader who asks for that pair is answered.</summary>
    public Rate Answer(string pair) => Answers.Of(Price, pair);
}
