using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace FxOrleans.Testing.Hosting;

/// <summary>The host as a process of its own, on a free port.</summary>
public sealed partial class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Action<string> _log;

    private SiloProcess(Process process)
    {
        _process = process;
        process.Start();
        _log = ProcessLog.For($"host {process.Id}");
        _log($"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)}");
    }

    public HttpClient Http { get; private set; } = new();

    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>Its data folder.</summary>
    public string Data => _process.StartInfo.Environment["FX__Data__Path"]!;

    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>The memory that it holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it with those arguments and waits until it listens.</summary>
    /// <exception cref="InvalidOperationException">It has ended instead; the message is what it said.</exception>
    /// <exception cref="TimeoutException">It did not listen in time; the message is what it said.</exception>
    public static Task<SiloProcess> StartAsync(params string[] arguments) => ListeningAsync(Launch(arguments));

    /// <summary>The same with settings in its environment.</summary>
    public static Task<SiloProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        ListeningAsync(Launch(arguments, environment));

    /// <summary>Starts the program of another build with those arguments and waits until it listens.</summary>
    public static Task<SiloProcess> StartOtherAsync(string program, params string[] arguments) => ListeningAsync(LaunchAs(SiloProgram.Start(arguments, program: program)));

    /// <summary>Starts it by a command line such as <c>./fx run</c>, on a free port, and waits until it listens.</summary>
    public static Task<SiloProcess> StartByAsync(string command, IReadOnlyDictionary<string, string>? environment = null) =>
        ListeningAsync(LaunchAs(Shell.Start($"exec {command} --urls http://127.0.0.1:0", environment)));

    private static async Task<SiloProcess> ListeningAsync(SiloProcess silo)
    {
        await Task.WhenAny(silo._listening.Task, silo._process.WaitForExitAsync(), Task.Delay(StartsWithin, TimeProvider.System));
        if (!silo._listening.Task.IsCompleted)
        {
            var ended = silo.HasEnded;
            await silo.DisposeAsync();
            throw ended
                ? new InvalidOperationException($"The host has ended instead of starting:\n{silo.Output}")
                : new TimeoutException($"The host did not start within {StartsWithin}:\n{silo.Output}");
        }

        silo.Address = await silo._listening.Task;
        silo.Http = new HttpClient { BaseAddress = silo.Address, Timeout = AnswersWithin };
        return silo;
    }

    /// <summary>Runs it until it ends by itself.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => EndAsync(Launch(arguments));

    /// <summary>The same with settings in its environment.</summary>
    public static Task<(int ExitCode, string Output)> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        EndAsync(Launch(arguments, environment));

    /// <summary>Runs it as containers' health checks do: <c>--probe ADDRESS</c> and nothing else.</summary>
    public static Task<(int ExitCode, string Output)> ProbeAsync(string address) => EndAsync(LaunchAs(SiloProgram.Start(["--probe", address])));

    private static async Task<(int ExitCode, string Output)> EndAsync(SiloProcess started)
    {
        await using var silo = started;
        using var deadline = new CancellationTokenSource(StartsWithin);
        await silo._process.WaitForExitAsync(deadline.Token);
        return (silo._process.ExitCode, silo.Output);
    }

    /// <summary>The addresses on which it listens.</summary>
    public IReadOnlyList<IPEndPoint> Listens => ListeningPorts.Of(_process.Id);

    /// <summary>True once it is no more.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>SIGKILL.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>SIGSTOP: its connections stay, and nothing answers.</summary>
    public void Freeze() => Signals.Send(_process.Id, Signals.Stop);

    /// <summary>SIGCONT.</summary>
    public void Thaw() => Signals.Send(_process.Id, Signals.Continue);

    /// <summary>SIGTERM, and its exit code.</summary>
    public Task<int> StopAsync()
    {
        Signals.TrySend(_process.Id, Signals.Terminate);
        return EndedAsync();
    }

    /// <summary>Waits until it has ended by itself, and gives its exit code.</summary>
    public async Task<int> EndedAsync()
    {
        using var deadline = new CancellationTokenSource(StartsWithin);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        Http.Dispose();
        _process.Dispose();
    }

    private static SiloProcess Launch(string[] arguments, IReadOnlyDictionary<string, string>? environment = null) => LaunchAs(SiloProgram.Start(
        [.. Array.Exists(arguments, a => a.StartsWith("--Urls=", StringComparison.Ordinal)) ? [] : new[] { "--Urls=http://127.0.0.1:0" }, .. arguments], environment));

    private static SiloProcess LaunchAs(ProcessStartInfo start)
    {
        start.Environment.Remove("ASPNETCORE_URLS");
        var process = new Process { StartInfo = start };
        var silo = new SiloProcess(process);
        process.OutputDataReceived += (_, line) => silo.Hear(line.Data);
        process.ErrorDataReceived += (_, line) => silo.Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => silo.KillAtExit();
        return silo;
    }

    private void KillAtExit()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended before us.
        }
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        _log(line);

        if (Listening().Match(line) is { Success: true } match)
        {
            _listening.TrySetResult(new Uri(match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
