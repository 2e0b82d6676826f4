using Microsoft.Extensions.Configuration;

namespace FxOrleans.Configuration;

/// <summary>Words the refusal of a key that there is not, the same for every section.</summary>
public static class UnknownSetting
{
    /// <summary>Returns the fault of one key.</summary>
    /// <param name="section">The section that it stands in, such as <c>Pricing</c>.</param>
    /// <param name="key">The key.</param>
    public static string Fault(string section, string key) => $"{section} has no setting '{key}'; docs/configuration.md lists those that there are.";

    /// <summary>Returns a fault for each key of <paramref name="section"/> that is none of <paramref name="known"/>: for sections that are read by hand.</summary>
    public static IEnumerable<string> Faults(IConfigurationSection section, IReadOnlyCollection<string> known) =>
        section.GetChildren().Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)).Select(child => Fault(section.Path, child.Key));
}
