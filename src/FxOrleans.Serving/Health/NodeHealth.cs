using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace FxOrleans.Serving.Health;

/// <summary>
/// What the health checks of this service answer with: a word for <c>/health/ready</c> beside the framework's own status. Checks are asked by
/// each request, so they look at what this process holds already and never ask anybody.
/// </summary>
public static class NodeHealth
{
    private const string State = "state", Reasons = "reasons";

    /// <summary>Returns a result that lets requests come unless there are reasons.</summary>
    /// <param name="state">One word, such as <c>ok</c> or <c>away</c>; null for nothing to tell, and then it is left out of the answer.</param>
    /// <param name="notReadyBecause">Why the node must not be sent requests.</param>
    public static HealthCheckResult Result(string? state, params IReadOnlyList<string> notReadyBecause)
    {
        var data = new Dictionary<string, object> { [Reasons] = notReadyBecause };
        if (state is not null)
        {
            data[State] = state;
        }

        return notReadyBecause.Count == 0
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Unhealthy(string.Join(' ', notReadyBecause), data: data);
    }

    /// <summary>The word of an entry; null where it has none.</summary>
    internal static string? StateOf(HealthReportEntry entry) =>
        entry.Exception is not null ? "failed" : entry.Data.GetValueOrDefault(State) as string;

    /// <summary>Why an entry stands in the way. What a check threw is not for callers.</summary>
    internal static IReadOnlyList<string> ReasonsOf(string name, HealthReportEntry entry) =>
        entry.Exception is not null ? [$"The health check {name} has failed."]
        : entry.Data.GetValueOrDefault(Reasons) as IReadOnlyList<string> ?? (entry.Status == HealthStatus.Unhealthy ? [entry.Description ?? $"{name} is unhealthy."] : []);
}
