using System.Diagnostics;

using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Grains.Tests;

/// <summary>The sample of an internal service runs as its first lines say, against a host in another process.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_internal_service_prints_rates_from_another_process()
    {
        var (silo, gateway) = (FreePort.Take(), FreePort.Take());
        await using var host = await SiloProcess.StartAsync("--Demo:Enabled=true", $"--Clustering:SiloPort={silo}", $"--Clustering:GatewayPort={gateway}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
        [
            Path.Combine(AppContext.BaseDirectory, "InternalService.dll"),
            "--Pairs=USD/CAD,CAD/AUD",
            "--Count=5",
            $"--Clustering:GatewayPort={gateway}",
        ])
        {
            start.ArgumentList.Add(argument);
        }

        using var service = Process.Start(start)!;
        try
        {
            var (said, errors) = (service.StandardOutput.ReadToEndAsync(), service.StandardError.ReadToEndAsync());
            using var deadline = new CancellationTokenSource(Eventually.Patience, TimeProvider.System);
            await service.WaitForExitAsync(deadline.Token);
            var lines = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.True(service.ExitCode == 0 && lines.Length == 5, $"It ended with {service.ExitCode} and said:\n{await said}\n{await errors}\nThe host said:\n{host.Output}");
            Assert.All(lines, line => Assert.Matches(@"^(USD/CAD|CAD/AUD) \d+(\.\d+)? (live|indicative|stale)$", line));
        }
        finally
        {
            if (!service.HasExited)
            {
                service.Kill();
            }
        }
    }
}
