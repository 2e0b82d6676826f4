namespace FxOrleans.EndToEnd.Tests;

/// <summary>A test that needs kubectl.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubectlFactAttribute : FactAttribute
{
    public KubectlFactAttribute() => Skip = IsThere ? null : "kubectl is missing: Debian and Ubuntu have it in kubernetes-client, and ./fx test installs it where it can";

    private static bool IsThere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "kubectl")));
}
