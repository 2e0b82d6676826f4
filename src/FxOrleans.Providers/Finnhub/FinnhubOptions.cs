using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// <c>Providers:Finnhub</c>: stocks and, where the plan allows it, currencies. On once a key or an address is configured; the public
/// service needs the key. <c>Interval</c>: 60 s by default. <c>Quota</c>: 60 calls a minute by default, the free plan's.
/// <c>Timeout</c>: 30 s by default. Immutable.
/// </summary>
public sealed class FinnhubOptions : ProviderOptions
{
    public const string ProviderName = "Finnhub";

    /// <summary>Polled at least this often, its quotes are live.</summary>
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(10);

    private static readonly ProviderDefaults Defaults = new(ProviderName, "https://finnhub.io", TimeSpan.FromSeconds(60))
    {
        OnByDefault = false,
        Timeout = TimeSpan.FromSeconds(30),
        Quota = new CallQuota(60, TimeSpan.FromMinutes(1)),
    };

    internal FinnhubOptions(ProviderSection section, IReadOnlyCollection<CurrencyPair> tracked)
        : base(section, Defaults)
    {
        if (Enabled && ApiKey is null && !AddressIsConfigured)
        {
            section.Missing("ApiKey", "a key of finnhub.io, or the provider disabled");
        }

        Streaming = section.Flag("Streaming") ?? false;
        CallsPerPoll = Streaming ? 0 : new FinnhubSymbols(tracked).CallsPerPoll;
        StreamAddress = section.SocketAddress("WebSocketUrl") ?? (AddressIsConfigured ? SocketOf(Address) : new Uri("wss://ws.finnhub.io/"));
        Source = new QuoteSource(Name, Streaming || Terms.Interval <= LiveInterval ? SourceKind.Live : SourceKind.Periodic)
        {
            Simulated = Simulated,
            FreshFor = Terms.Interval * 1.25,
        };
    }

    /// <summary><c>Streaming</c>: true for trades pushed over one WebSocket instead of calls. Default: false.</summary>
    public bool Streaming { get; }

    /// <summary>
    /// <c>WebSocketUrl</c>, ws or wss, without the key. Default: the public one; where <c>BaseUrl</c> is configured, that address
    /// with a slash at its end, as ws or wss.
    /// </summary>
    public Uri StreamAddress { get; }

    public override QuoteSource Source { get; }

    internal override int CallsPerPoll { get; }

    private static Uri SocketOf(UpstreamAddress address)
    {
        var http = address.Of("/");
        return new UriBuilder(http) { Scheme = http.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
    }
}
