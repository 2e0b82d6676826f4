using System.Collections;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Options;

namespace FxOrleans.Silo.Configuration;

/// <summary>
/// Where settings come from: <c>appsettings.json</c>, environment variables that begin with <c>FX__</c>, the command line; the later goes
/// before the earlier. Other variables are not ours: a <c>ROLE</c> that a shell happens to have sets nothing. <c>ASPNETCORE_</c> and
/// <c>DOTNET_</c> set what they always do, <c>ASPNETCORE_URLS</c> before the file's <c>Urls</c>, and <c>OTEL_</c> what OpenTelemetry says.
/// </summary>
internal static class HostConfiguration
{
    public const string Prefix = "FX__";

    private const string Telemetry = "OTEL_";
    private const string Urls = "ASPNETCORE_URLS";
    private const string Polling = "DOTNET_USE_POLLING_FILE_WATCHER";

    /// <summary>What may stand at the root: our sections, and those of the frameworks that we stand on.</summary>
    private static readonly HashSet<string> Roots = new(StringComparer.OrdinalIgnoreCase)
    {
        "Role", "Pairs", "Origins", "PathBase", "Pricing", "Push", "Prices", "Redis", "History", "Demo", "Refresh", "Quotas", "Dashboard", "Grains", "Clustering",
        "Providers", "Auth", "Limits", "OpenTelemetry", "Data", "Journal", "Receipts",
        "Urls", "Http_Ports", "Https_Ports", "AllowedHosts", "Kestrel", "Logging", "Orleans", "Environment", "ApplicationName", "ContentRoot", "WebRoot", "HostBuilder",
        "ShutdownTimeoutSeconds", "DetailedErrors",
    };

    /// <summary>
    /// Makes the framework look at the files of settings every four seconds instead of waiting to be told. A ConfigMap changes by a link that
    /// is pointed elsewhere, which no watch of the file is told of, and a machine may have no inotify instance left to watch with.
    /// </summary>
    public static void PollFiles()
    {
        if (Environment.GetEnvironmentVariable(Polling) is null)
        {
            Environment.SetEnvironmentVariable(Polling, "1");
        }
    }

    /// <summary>Adds our variables and the command line, and takes away what is not ours.</summary>
    public static void UseOurs(this IConfigurationManager configuration, string[] args)
    {
        foreach (var everything in configuration.Sources.OfType<EnvironmentVariablesConfigurationSource>().Where(source => string.IsNullOrEmpty(source.Prefix)).ToArray())
        {
            configuration.Sources.Remove(everything);
        }

        configuration.AddOurs(args);
    }

    /// <summary>Adds the known variables of others, ours, and the command line.</summary>
    public static IConfigurationBuilder AddOurs(this IConfigurationBuilder builder, string[] args) => builder
        .AddInMemoryCollection(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value))
            .Where(variable => variable.Key == Urls || variable.Key.StartsWith(Telemetry, StringComparison.Ordinal))
            .Select(variable => KeyValuePair.Create(variable.Key == Urls ? WebHostDefaults.ServerUrlsKey : variable.Key, variable.Value)))
        .AddEnvironmentVariables(Prefix)
        .AddCommandLine(args);

    /// <summary>Refuses a section that there is not, in our variables and on the command line: files may hold those of others.</summary>
    /// <exception cref="OptionsValidationException">There is one.</exception>
    public static void CheckSections(string[] args)
    {
        var given = new ConfigurationBuilder().AddEnvironmentVariables(Prefix).AddCommandLine(args).Build();
        string[] faults =
        [
            .. given.GetChildren().Select(section => section.Key).Where(key => !Roots.Contains(key))
                .Select(key => $"There is no setting '{key}'; docs/configuration.md lists those that there are."),
        ];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException("FxOrleans", typeof(HostConfiguration), faults);
        }
    }
}
