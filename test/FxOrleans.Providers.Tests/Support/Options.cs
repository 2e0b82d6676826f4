using Microsoft.Extensions.Configuration;

namespace FxOrleans.Providers.Tests;

/// <summary>One provider's section of a configuration.</summary>
internal static class Options
{
    public static ProviderSection Section(string name, params (string Key, string? Value)[] values) => Section(name, [], values);

    public static ProviderSection Section(string name, List<string> faults, params (string Key, string? Value)[] values)
    {
        var pairs = values.Select(value => KeyValuePair.Create($"Providers:{name}:{value.Key}", value.Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(pairs).Build();
        return new ProviderSection(configuration.GetSection("Providers"), name, faults);
    }
}
