namespace FxOrleans.Testing.Hosting;

/// <summary>Takes from a process's environment what whoever runs the tests has set for a host of their own.</summary>
internal static class CleanEnvironment
{
    private static readonly string[] Prefixes = ["FX__", "FX_E2E_", "ASPNETCORE_", "OTEL_"];
    private static readonly string[] Names = ["FX_KEY", "DOTNET_URLS", "DOTNET_ENVIRONMENT", "URLS", "ROLE", "PAIRS"];
    private static readonly string[] Unproxied = ["NO_PROXY", "no_proxy"];

    /// <summary>
    /// True in a run of tests, where several hosts share a few cores with those who watch them: none spins while it waits, compiles for a
    /// long life, or ticks more than is watched. A measurement takes hosts as they are.
    /// </summary>
    public static bool IsSuite { get; set; }

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
        environment["FX__Data__Path"] = TestData.Folder(); // Nor are the user's own keys and receipts.

        if (IsSuite)
        {
            environment["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0";
            environment["DOTNET_TieredPGO"] = "0";
            environment["DOTNET_TC_CallCounting"] = "0"; // Nothing is compiled a second time.
            environment["FX__Demo__TicksPerSecond"] = "1";
        }

        // Stand-ins are on this machine, where no proxy leads.
        foreach (var name in Unproxied)
        {
            environment[name] = environment.TryGetValue(name, out var others) && !string.IsNullOrEmpty(others) ? $"{others},127.0.0.1,localhost" : "127.0.0.1,localhost";
        }
    }
}
