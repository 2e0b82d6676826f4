using FxOrleans.Configuration;
using FxOrleans.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FxOrleans.Journal;

/// <summary>Makes other rules of those that were in force: settings of the section <c>Pricing</c> on top of them. The one way for commands and jobs.</summary>
public static class PolicyOverlay
{
    private const string Section = "Pricing";

    /// <summary>Returns what makes the other rules of those in force; null where the configuration has no such settings.</summary>
    /// <param name="settings">The root of a configuration that holds nothing but what is other.</param>
    /// <exception cref="OptionsValidationException">The settings cannot be used; each failure names its key. What is returned throws it where they do not go with the rules in force.</exception>
    public static Func<PricingPolicy, PricingPolicy>? Of(IConfiguration settings)
    {
        if (!settings.GetSection(Section).Exists())
        {
            return null;
        }

        settings.ReadSettings<PricingPolicy>(Section); // Says what is wrong with it.
        return inForce =>
        {
            var other = PolicyText.Read(PolicyText.Write(inForce)); // A copy that shares nothing.
            settings.BindSettings(Section, other);
            OptionsRules.Check(other, Section);
            return other;
        };
    }

    /// <summary>The same of settings by their keys under <c>Pricing</c>.</summary>
    /// <exception cref="OptionsValidationException">The settings cannot be used; each failure names its key.</exception>
    public static Func<PricingPolicy, PricingPolicy>? Of(IEnumerable<KeyValuePair<string, string?>> rules) =>
        Of(new ConfigurationBuilder().AddInMemoryCollection(rules.Select(rule => KeyValuePair.Create($"{Section}:{rule.Key}", rule.Value))).Build());
}
