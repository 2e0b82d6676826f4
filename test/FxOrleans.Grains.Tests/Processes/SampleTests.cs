using System.Diagnostics;

using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>The sample of an internal service runs as its first lines say, against a silo in another process.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task The_internal_service_prints_rates_from_another_process()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var silo = await SiloProcess.StartAsync(redis.ConnectionString, "fx", SiloProcess.TwoPorts());
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])
        [
            Path.Combine(AppContext.BaseDirectory, "InternalService.dll"),
            "--Pairs=USD/CAD,CAD/AUD",
            "--Count=5",
            "--Clustering:ClusterId=fx",
            "--Clustering:ServiceId=fx",
            $"--Clustering:ConnectionString={redis.ConnectionString}",
        ])
        {
            start.ArgumentList.Add(argument);
        }

        using var service = Process.Start(start)!;
        try
        {
            service.ErrorDataReceived += (_, _) => { };
            service.BeginErrorReadLine();
            using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
            var lines = (await service.StandardOutput.ReadToEndAsync(deadline.Token)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            await service.WaitForExitAsync(deadline.Token);
            Assert.Equal(0, service.ExitCode);
            Assert.Equal(5, lines.Length);
            Assert.All(lines, line => Assert.Matches(@"^(USD/CAD|CAD/AUD) \d+(\.\d+)? live$", line));
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
