namespace FxOrleans.Silo.Configuration;

/// <summary>Where the providers' budgets are kept by default, so that a restart does not spend them twice.</summary>
internal static class QuotaFile
{
    private const string Key = "Quotas:File";

    /// <summary>
    /// Sets <c>Quotas:File</c> to <c>FxOrleans/quotas.json</c> in the user's local data where nobody has set it; the demo's budgets are
    /// not worth keeping. An empty value keeps budgets in memory, as does an account without such a folder. Redis goes before it.
    /// </summary>
    public static void AddQuotaFile(this ConfigurationManager configuration)
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        if (configuration[Key] is null && folder.Length > 0 && !configuration.GetValue("Demo:Enabled", false))
        {
            configuration.AddInMemoryCollection([new(Key, Path.Combine(folder, "FxOrleans", "quotas.json"))]);
        }
    }
}
