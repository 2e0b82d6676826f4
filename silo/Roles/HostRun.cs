namespace FxOrleans.Silo.Roles;

/// <summary>Runs a host to its end.</summary>
internal static class HostRun
{
    /// <summary>0 when the host was told to stop; 1 when a background work ended it by a fault, so that whoever supervises it knows.</summary>
    public static async Task<int> RunAsync(WebApplication app)
    {
        BackgroundService[] works = [.. app.Services.GetServices<IHostedService>().OfType<BackgroundService>()];
        var stopping = app.Lifetime.ApplicationStopping; // Running it disposes of it.
        try
        {
            await app.RunAsync();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It was told to stop, or had to, before it had started.
        }

        return works.Any(work => work.ExecuteTask is { IsFaulted: true }) ? 1 : 0;
    }
}
