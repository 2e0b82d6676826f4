using FxOrleans.Pricing;
using FxOrleans.Providers;
using FxOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FxOrleans.DemoMarket.Tests.Trial;

/// <summary>
/// Five real adapters on the demo market, and one price made of what they say, on a clock that moves a second a step. It knows what each
/// provider said while it was honest.
/// </summary>
internal sealed class FiveProviders : IAsyncDisposable
{
    private static readonly TimeSpan Patience = Eventually.Patience;

    private readonly FakeTime _time;
    private readonly CurrencyPair _pair;
    private readonly DemoMarketServer _demo;
    private readonly ServiceProvider _services;
    private readonly List<Polled> _polled;

    private FiveProviders(string pair, DemoMarketServer demo, ServiceProvider services, string[] names, FakeTime time)
    {
        _pair = CurrencyPair.Parse(pair);
        _demo = demo;
        _time = time;
        _services = services;
        Price = new PairPrice(_pair, new PricingPolicy(), 1);
        _polled = [.. names.Select(name => new Polled(name, Poll(services.GetServices<IRateProvider>().Single(provider => provider.Source.Name == name))))];
    }

    public PairPrice Price { get; }

    public Misbehaviour Misbehaviour => _demo.World.Misbehaviour;

    public ClockReading Now => ClockReading.Now(_time);

    /// <summary>From the lowest to the highest of what each provider last said while it was honest.</summary>
    public (decimal Low, decimal High) HonestRange => (_polled.Min(polled => polled.Honest), _polled.Max(polled => polled.Honest));

    public static async Task<FiveProviders> StartAsync(string pair, params string[] names)
    {
        var time = new FakeTime(new DateTimeOffset(2026, 9, 29, 12, 0, 0, TimeSpan.Zero));
        var demo = new DemoMarketServer(new DemoMarketOptions { Enabled = true }, time);
        await demo.StartAsync(CancellationToken.None);
        var settings = new Dictionary<string, string?>(demo.Settings());
        foreach (var key in demo.Settings().Keys.Where(key => key.EndsWith(":BaseUrl", StringComparison.Ordinal)))
        {
            var provider = key.Split(':')[1];
            settings[$"Providers:{provider}:Enabled"] = names.Contains(provider) ? "true" : "false";
            settings[$"Providers:{provider}:Simulated"] = "true";
            settings[$"Providers:{provider}:Interval"] = "00:00:01";
            settings[$"Providers:{provider}:Quota"] = "60/00:00:01";

            // Too short for a second try, so that nothing waits for the clock but what hangs.
            settings[$"Providers:{provider}:Timeout"] = "00:00:00.2";
        }

        // One source a provider, so that a culprit has one name.
        settings["Providers:Frankfurter:MaxInstitutions"] = "0";

        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(time)
            .AddRateProviders(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), [CurrencyPair.Parse(pair)])
            .BuildServiceProvider();
        return new FiveProviders(pair, demo, services, names, time);
    }

    /// <summary>A second: everybody who is not waiting for an answer is asked, and the price is decided.</summary>
    public async Task StepAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        foreach (var polled in _polled)
        {
            if (polled.Asked is { } before)
            {
                await before.WaitAsync(Patience, TimeProvider.System);
            }

            polled.Asked = polled.Poll.OnceAsync(CancellationToken.None);
        }

        foreach (var polled in _polled.Where(polled => !Hangs(polled.Name)))
        {
            await polled.Asked!.WaitAsync(Patience, TimeProvider.System);
        }

        Price.Reconsider(Now);
    }

    /// <summary>What is said of the provider in the last decision.</summary>
    public QuoteView Explained(string name) => Price.Explain(Now).Quotes.Single(quote => quote.Provider == name);

    public ProviderStatus Status(string name) => _polled.Single(polled => polled.Name == name).Poll.Meter.Status();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _demo.DisposeAsync();
    }

    private bool Hangs(string name) => Misbehaviour.Get(name).Mode is MisbehaviourMode.Nothing or MisbehaviourMode.Slow;

    private ProviderPoll Poll(IRateProvider provider)
    {
        ProviderPoll? poll = null;
        poll = new ProviderPoll(provider, quotes => Take(quotes, poll!), _time);
        return poll;
    }

    private void Take(IReadOnlyList<Quote> quotes, ProviderPoll poll)
    {
        lock (Price)
        {
            foreach (var quote in quotes.Where(quote => quote.Pair == _pair || quote.Pair == _pair.Inverse))
            {
                Price.Apply(quote, Now, out var verdict);
                poll.Meter.Judged(quote, verdict);
                if (Misbehaviour.Get(poll.Provider.Source.Name).Mode is MisbehaviourMode.Honest or MisbehaviourMode.Slow)
                {
                    _polled.Single(polled => polled.Poll == poll).Honest = quote.Pair == _pair ? quote.Mid : 1 / quote.Mid;
                }
            }
        }
    }

    /// <summary>A provider, its request under way, and what it last said while honest.</summary>
    private sealed class Polled(string name, ProviderPoll poll)
    {
        public string Name => name;

        public ProviderPoll Poll => poll;

        public Task? Asked { get; set; }

        public decimal Honest { get; set; }
    }
}
