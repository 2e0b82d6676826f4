using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// <c>Providers:Ecb</c>: the euro's reference rates, one a TARGET working day at about 16:00 in Frankfurt, for information only.
/// Keyless. <c>Interval</c>: by default an hour while the newest fixing is current and 10 minutes while its successor is due; a
/// configured one holds always. Immutable.
/// </summary>
public sealed class EcbOptions : ProviderOptions
{
    public const string ProviderName = "Ecb";

    private static readonly ProviderDefaults Defaults = new(ProviderName, "https://www.ecb.europa.eu", TimeSpan.FromMinutes(10))
    {
        Attribution = "Euro foreign exchange reference rates: European Central Bank",
    };

    internal EcbOptions(ProviderSection section)
        : base(section, Defaults) =>
        Source = new QuoteSource(Name, SourceKind.Fixing) { Calendar = FixingCalendar.Target, Simulated = Simulated };

    public override QuoteSource Source { get; }
}
