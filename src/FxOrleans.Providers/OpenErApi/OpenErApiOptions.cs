using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// <c>Providers:OpenErApi</c>: currencies, one value a day. Keyless; its terms ask for the attribution. <c>Interval</c>: by default
/// an hour, or until the upstream says that it has something new, whichever is longer. Immutable.
/// </summary>
public sealed class OpenErApiOptions : ProviderOptions
{
    public const string ProviderName = "OpenErApi";

    private static readonly ProviderDefaults Defaults = new(ProviderName, "https://open.er-api.com", TimeSpan.FromHours(1))
    {
        Attribution = "Rates By Exchange Rate API, https://www.exchangerate-api.com",
    };

    internal OpenErApiOptions(ProviderSection section)
        : base(section, Defaults) =>
        Source = new QuoteSource(Name, SourceKind.Fixing) { Calendar = FixingCalendar.EveryDay, Simulated = Simulated };

    public override QuoteSource Source { get; }
}
