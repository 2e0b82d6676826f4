using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// <c>Providers:Frankfurter</c>: currencies, daily, from many central banks. Keyless. <c>Interval</c>: by default an hour while the
/// newest day is current and 10 minutes while its successor is due; a configured one holds always. <c>MaxInstitutions</c>: how many institutions are taken
/// of one currency, 0 to 32, by default 8; with 0 only the blend is. Immutable.
/// </summary>
public sealed class FrankfurterOptions : ProviderOptions
{
    public const string ProviderName = "Frankfurter";

    private const int UsualInstitutions = 8;
    private const int MostInstitutions = 32;

    private static readonly ProviderDefaults Defaults = new(ProviderName, "https://api.frankfurter.dev", TimeSpan.FromMinutes(10));

    internal FrankfurterOptions(ProviderSection section)
        : base(section, Defaults)
    {
        MaxInstitutions = section.Whole("MaxInstitutions", 0, MostInstitutions) ?? UsualInstitutions;
        Source = new QuoteSource(Name, SourceKind.Fixing) { Calendar = FixingCalendar.Target, Simulated = Simulated };
    }

    /// <summary><c>MaxInstitutions</c>: the most institutions whose own rates of one currency are taken; 0 for the blend alone.</summary>
    public int MaxInstitutions { get; }

    public override QuoteSource Source { get; }
}
