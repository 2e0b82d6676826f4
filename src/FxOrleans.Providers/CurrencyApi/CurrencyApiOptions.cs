using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// <c>Providers:CurrencyApi</c>: fiat, metals and coins, one value a day, CC0. Keyless. <c>Interval</c>: by default an hour while
/// today's values are there and 5 minutes while they are not; a configured one holds always. <c>Timeout</c>: 20 s by default,
/// half of it for each address where there are two. Immutable.
/// </summary>
public sealed class CurrencyApiOptions : ProviderOptions
{
    public const string ProviderName = "CurrencyApi";

    private static readonly ProviderDefaults Defaults = new(
        ProviderName, "https://cdn.jsdelivr.net/npm/@fawazahmed0/currency-api@{date}", TimeSpan.FromMinutes(5))
    {
        Timeout = TimeSpan.FromSeconds(20),
    };

    internal CurrencyApiOptions(ProviderSection section)
        : base(section, Defaults)
    {
        FallbackAddress = section.Address("FallbackUrl")
            ?? (AddressIsConfigured ? null : UpstreamAddress.Parse("https://{date}.currency-api.pages.dev"));
        Source = new QuoteSource(Name, SourceKind.Fixing) { Calendar = FixingCalendar.EveryDay, Simulated = Simulated };
    }

    /// <summary>
    /// <c>FallbackUrl</c>: asked when <see cref="ProviderOptions.Address"/> has no usable answer. Default: the public one; none
    /// where <c>BaseUrl</c> is configured, so that a failure of a stand-in causes no call to another host.
    /// </summary>
    public UpstreamAddress? FallbackAddress { get; }

    public override QuoteSource Source { get; }

    internal override TimeSpan CallTimeout => FallbackAddress is null ? Terms.Timeout : Terms.Timeout / 2;
}
