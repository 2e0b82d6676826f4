using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using FxOrleans.Testing;

namespace FxOrleans.Grains.Tests;

/// <summary>A silo in a process of its own, to be killed, frozen and stopped.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Queue<string> _log = new();

    private SiloProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                _lines.Writer.TryComplete();
            }
            else if (line.Data.Split(' ')[0] is "started" or "report" or "stopped")
            {
                _lines.Writer.TryWrite(line.Data);
            }
            else
            {
                lock (_log)
                {
                    _log.Enqueue(line.Data);
                    while (_log.Count > 200)
                    {
                        _log.Dequeue();
                    }
                }
            }
        };
        process.BeginOutputReadLine();
        AppDomain.CurrentDomain.ProcessExit += OnExit;
    }

    public string Log
    {
        get
        {
            lock (_log)
            {
                return string.Join('\n', _log);
            }
        }
    }

    public static (int Silo, int Gateway) TwoPorts() => (FreePort.Take(), FreePort.Take());

    public static async Task<SiloProcess> StartAsync(string redis, string prefix, (int Silo, int Gateway) ports)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } path && path.EndsWith("dotnet", StringComparison.Ordinal) ? path : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])[typeof(SiloProgram).Assembly.Location, "silo", redis, prefix, $"{ports.Silo}", $"{ports.Gateway}"])
        {
            start.ArgumentList.Add(argument);
        }

        var silo = new SiloProcess(Process.Start(start)!);
        await silo.ExpectAsync("started");
        return silo;
    }

    /// <summary>SIGKILL.</summary>
    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }
    }

    public void Freeze() => Signals.Send(_process.Id, Signals.Stop);

    public void Thaw() => Signals.Send(_process.Id, Signals.Continue);

    /// <summary>Stops it in order. Gives how long that took.</summary>
    public async Task<TimeSpan> StopAsync()
    {
        var clock = Stopwatch.StartNew();
        await _process.StandardInput.WriteLineAsync("stop");
        await ExpectAsync("stopped");
        return clock.Elapsed;
    }

    public Task ResetAsync() => _process.StandardInput.WriteLineAsync("reset");

    /// <summary>What its reader has seen since the last reset.</summary>
    public async Task<SiloReport> ReportAsync()
    {
        await _process.StandardInput.WriteLineAsync("report");
        var words = (await ExpectAsync("report")).Split(' ');
        var numbers = words[1..4].Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        var gaps = words[4].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(word => int.Parse(word, CultureInfo.InvariantCulture));
        return new SiloReport(numbers[0], numbers[1], numbers[2], [.. gaps]);
    }

    public ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Thaw();
            Kill();
        }

        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        _process.Dispose();
        return default;
    }

    private void OnExit(object? sender, EventArgs e) => Kill();

    private async Task<string> ExpectAsync(string word)
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(deadline.Token);
                if (line.StartsWith(word, StringComparison.Ordinal))
                {
                    return line;
                }
            }
        }
        catch (Exception failure) when (failure is ChannelClosedException or OperationCanceledException)
        {
            throw new InvalidOperationException($"The silo did not say '{word}'. Its log ends:\n{Log}", failure);
        }
    }
}
