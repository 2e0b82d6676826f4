namespace FxOrleans.Silo.Roles;

/// <summary>Runs a host to its end.</summary>
internal static class HostRun
{
    /// <summary>0 when the host was told to stop; 1 when a background work ended it by a fault, so that whoever supervises it knows.</summary>
    public static async Task<int> RunAsync(WebApplication app)
    {
        BackgroundService[] works = [.. app.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        await app.RunAsync();
        return works.Any(work => work.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
    }
}
