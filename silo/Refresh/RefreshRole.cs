using FxOrleans.Access;
using FxOrleans.Pricing;
using FxOrleans.Providers;
using FxOrleans.Redis;
using FxOrleans.Serving;
using FxOrleans.Silo.Roles;

namespace FxOrleans.Silo.Refresh;

/// <summary>The role <c>refresh</c>: once, with an exit code, or for good, with health to be asked for.</summary>
internal static class RefreshRole
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The exit code: 0 only when rates were fetched, written and announced, or when a refresher that stays was told to stop.</summary>
    public static async Task<int> RunAsync(WebApplicationBuilder builder, ServingOptions options, RefreshOptions refresh)
    {
        var services = builder.Services;

        // A refresher asks; a stream would make its rates live ones, which are stale before the next round.
        builder.Configuration.AddInMemoryCollection([new("Providers:OneFrame:Streaming", "false"), new("Providers:Finnhub:Streaming", "false")]);
        if (string.IsNullOrEmpty(builder.Configuration["Redis:Deadline"]))
        {
            // Nobody waits for a refresher, so it has more patience than a node that serves.
            builder.Configuration.AddInMemoryCollection([new("Redis:Deadline", "00:00:05")]);
        }

        services.AddRedisLink(builder.Configuration);
        services.AddRateProviders(builder.Configuration, options.Tracked);
        services.AddSingleton(given => new Refresher(
            [.. given.GetServices<IRateProvider>()], options.Tracked, options.Policy, given.GetRequiredService<IRateSnapshotStore>(), given.GetRequiredService<TimeProvider>()));
        services.AddSingleton(refresh);
        services.AddSingleton<RefreshReport>();
        if (refresh.Every is { } every)
        {
            return await StayAsync(builder, every);
        }

        await using var app = builder.Build();
        using var stop = new CancellationTokenSource(Longest);
        var outcome = await OnceAsync(app.Services.GetRequiredService<Refresher>(), stop.Token);
        await app.Services.GetRequiredService<RefreshReport>().TellAsync(outcome, CancellationToken.None);
        return outcome.Done ? 0 : 1;
    }

    private static async Task<RefreshOutcome> OnceAsync(Refresher refresher, CancellationToken stop)
    {
        try
        {
            return await refresher.OnceAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return new RefreshOutcome($"It took longer than {Longest}.", 0, 0, []);
        }
    }

    private static async Task<int> StayAsync(WebApplicationBuilder builder, TimeSpan every)
    {
        builder.Services.AddSingleton(given => new RefreshRounds(
            given.GetRequiredService<Refresher>(), given.GetRequiredService<IRateSnapshotStore>(), every, given.GetRequiredService<TimeProvider>()));
        builder.Services.AddHostedService<RefreshWorker>();
        await using var app = builder.Build();
        app.UseProblemPages();
        app.UseRouting();
        app.MapGet("/health/live", () => TypedResults.Json(new { status = "live" }));
        app.MapGet("/health/ready", (RefreshRounds rounds, RefreshOptions refresh, TimeProvider time) => Ready(rounds, time.GetUtcNow(), refresh.Due));
        return await HostRun.RunAsync(app);
    }

    private static IResult Ready(RefreshRounds rounds, DateTimeOffset now, TimeSpan longest) =>
        rounds.Refreshed is { } last && now - last <= longest
            ? TypedResults.Json(new { status = "ready", refreshed = last })
            : Problem.Unavailable(ProblemCodes.NotReady, rounds.Last?.Failure ?? "No refresh has been written yet, or the last one is too old.");
}
