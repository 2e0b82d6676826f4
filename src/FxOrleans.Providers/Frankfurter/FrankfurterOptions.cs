using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// <c>Providers:Frankfurter</c>: currencies, daily, from many central banks. Keyless. <c>Interval</c>: by default an hour while the
/// newest day is current and 10 minutes while its successor is due; a configured one holds always. Immutable.
/// </summary>
public sealed class FrankfurterOptions : ProviderOptions
{
    public const string ProviderName = "Frankfurter";

    private static readonly ProviderDefaults Defaults = new(ProviderName, "https://api.frankfurter.dev", TimeSpan.FromMinutes(10));

    internal FrankfurterOptions(ProviderSection section)
        : base(section, Defaults) =>
        Source = new QuoteSource(Name, SourceKind.Fixing) { Calendar = FixingCalendar.Target, Simulated = Simulated };

    public override QuoteSource Source { get; }
}
