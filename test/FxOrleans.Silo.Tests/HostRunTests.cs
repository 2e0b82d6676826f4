using FxOrleans.Silo.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.Silo.Tests;

/// <summary>A supervisor can tell a host that was told to stop from one that a fault has ended.</summary>
public sealed class HostRunTests
{
    [Theory]
    [InlineData(false, false, 0)]
    [InlineData(false, true, 0)]
    [InlineData(true, false, 1)]
    [InlineData(true, true, 1)]
    public async Task The_exit_code_says_whether_a_background_work_has_failed(bool fails, bool early, int exitCode)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostedService>(services => new Work(services.GetRequiredService<IHostApplicationLifetime>(), fails, early));
        await using var app = builder.Build();

        Assert.Equal(exitCode, await HostRun.RunAsync(app));
    }

    private sealed class Work(IHostApplicationLifetime lifetime, bool fails, bool early) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            var started = new TaskCompletionSource();
            await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
            await (early ? Task.CompletedTask : started.Task);
            if (fails)
            {
                throw new InvalidOperationException("as a fault does");
            }

            lifetime.StopApplication();
        }
    }
}
