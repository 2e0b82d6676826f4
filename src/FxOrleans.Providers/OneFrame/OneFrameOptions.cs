using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// <c>Providers:OneFrame</c>: currencies within seconds, made up. On once a token or an address is configured. <c>ApiKey</c>: the
/// token; by default the one that its image documents. <c>BaseUrl</c>: by default port 8081 of this machine. <c>Interval</c>: 4
/// minutes by default, which is 360 of the token's 1,000 calls a day and keeps rates below 5 minutes. Immutable.
/// </summary>
public sealed class OneFrameOptions : ProviderOptions
{
    public const string ProviderName = "OneFrame";

    /// <summary>The token that One-Frame's image documents; it opens nothing but made-up rates.</summary>
    private const string DocumentedToken = "10dc303535874aeccc86a8251e6992f5";

    /// <summary>Polled at least this often, its quotes are live.</summary>
    private static readonly TimeSpan LiveInterval = TimeSpan.FromSeconds(10);

    private static readonly ProviderDefaults Defaults = new(ProviderName, "http://localhost:8081", TimeSpan.FromMinutes(4))
    {
        OnByDefault = false,
        Quota = new CallQuota(1000, TimeSpan.FromDays(1)),
    };

    internal OneFrameOptions(ProviderSection section)
        : base(section, Defaults)
    {
        Streaming = section.Flag("Streaming") ?? false;
        Token = ApiKey ?? DocumentedToken;
        Source = new QuoteSource(Name, Streaming || Terms.Interval <= LiveInterval ? SourceKind.Live : SourceKind.Periodic)
        {
            Simulated = true,
            MayCross = true,
            FreshFor = Terms.Interval * 1.25,
        };
    }

    /// <summary><c>Streaming</c>: true for one long connection instead of a call every interval. Default: false.</summary>
    public bool Streaming { get; }

    internal string Token { get; }

    public override QuoteSource Source { get; }
}
