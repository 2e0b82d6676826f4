using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// <c>Providers:CoinGecko</c>: coins in dollars. <c>ApiKey</c>: a demo key, for more calls; by default none is needed.
/// <c>Interval</c>: 60 s by default. <c>Quota</c>: by default 100 calls a minute with a key, the demo plan's, and 20 without one at the
/// public address, which says 10 to 50. Immutable.
/// </summary>
public sealed class CoinGeckoOptions : ProviderOptions
{
    public const string ProviderName = "CoinGecko";

    /// <summary>Polled at least this often, its quotes are live.</summary>
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(10);

    /// <summary>By how much its own cache and its collecting delay a coin's time.</summary>
    private static readonly TimeSpan UpstreamLag = TimeSpan.FromMinutes(2);

    private static readonly ProviderDefaults Defaults = new(ProviderName, "https://api.coingecko.com", TimeSpan.FromSeconds(60))
    {
        Attribution = "Data provided by CoinGecko",
        KeyedQuota = new CallQuota(100, TimeSpan.FromMinutes(1)),
        KeylessQuota = new CallQuota(20, TimeSpan.FromMinutes(1)),
    };

    internal CoinGeckoOptions(ProviderSection section)
        : base(section, Defaults) =>
        Source = new QuoteSource(Name, Terms.Interval <= LiveInterval ? SourceKind.Live : SourceKind.Periodic)
        {
            Simulated = Simulated,
            FreshFor = (Terms.Interval * 1.25) + UpstreamLag,
        };

    public override QuoteSource Source { get; }

    internal override int CallsPerPoll => CoinGeckoProvider.Calls;
}
