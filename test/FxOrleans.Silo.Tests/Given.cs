using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Roles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Tests;

/// <summary>What tests of the host's settings start from.</summary>
internal static class Given
{
    public static IConfiguration Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();

    /// <summary>What the host says of those settings, a line each; nothing when it would start.</summary>
    public static IReadOnlyList<string> Faults(params (string Key, string? Value)[] settings)
    {
        try
        {
            var configuration = Configuration(settings);
            HostSettings.Read(configuration, RoleSetting.Read(configuration));
            return [];
        }
        catch (OptionsValidationException wrong)
        {
            return [.. wrong.Failures];
        }
    }
}
