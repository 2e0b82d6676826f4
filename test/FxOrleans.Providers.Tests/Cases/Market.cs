using FxOrleans.Pricing;

namespace FxOrleans.Providers.Tests.Cases;

/// <summary>The decision on one pair, fed by providers as the service feeds it. Not thread-safe.</summary>
internal sealed class Market(string pair, ProviderHost host)
{
    private readonly PairPrice _price = new(CurrencyPair.Parse(pair), new PricingPolicy(), 1);

    public decimal Mid => _price.Current.Mid;

    public ref readonly Price Current => ref _price.Current;

    public PriceStatus Status => _price.Current.StatusAt(host.Clock.GetUtcNow(), new PricingPolicy().MaxAge);

    /// <summary>Lets each provider answer once. Gives the verdicts on this pair's quotes.</summary>
    public async Task<IReadOnlyList<Verdict>> AskAsync(params string[] providers)
    {
        var verdicts = new List<Verdict>();
        foreach (var provider in providers)
        {
            foreach (var quote in (await host.Provider(provider).FetchAsync(default)).Quotes.Where(quote => quote.Pair == _price.Pair || quote.Pair.Inverse == _price.Pair))
            {
                _price.Apply(quote, ClockReading.Now(host.Clock), out var verdict);
                verdicts.Add(verdict);
            }
        }

        return verdicts;
    }

    /// <summary>Lets time pass, in which the price is decided anew each second.</summary>
    public void Wait(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += TimeSpan.FromSeconds(1))
        {
            host.Clock.Advance(TimeSpan.FromSeconds(1));
            _price.Reconsider(ClockReading.Now(host.Clock));
        }
    }
}
