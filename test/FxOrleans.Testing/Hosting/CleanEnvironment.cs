namespace FxOrleans.Testing.Hosting;

/// <summary>Takes from a process's environment what whoever runs the tests has set for a host of their own.</summary>
internal static class CleanEnvironment
{
    private static readonly string[] Prefixes = ["FX__", "FX_E2E_", "ASPNETCORE_", "OTEL_"];
    private static readonly string[] Names = ["FX_KEY", "DOTNET_URLS", "DOTNET_ENVIRONMENT", "URLS", "ROLE", "PAIRS"];
    private static readonly string[] Unproxied = ["NO_PROXY", "no_proxy"];

    public static void Apply(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.ToArray())
        {
            if (Names.Contains(name, StringComparer.OrdinalIgnoreCase) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            {
                environment.Remove(name);
            }
        }

        environment["FX__Quotas__File"] = ""; // In memory: the user's own budgets are not for tests to spend.

        // Stand-ins are on this machine, where no proxy leads.
        foreach (var name in Unproxied)
        {
            environment[name] = environment.TryGetValue(name, out var others) && !string.IsNullOrEmpty(others) ? $"{others},127.0.0.1,localhost" : "127.0.0.1,localhost";
        }
    }
}
