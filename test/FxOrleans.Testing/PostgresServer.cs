using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Testing;

/// <summary>
/// A real PostgreSQL of the test's own: on a free port, in a directory of its own, as a user that is not root. It can be killed,
/// started again on the same port and data, and frozen.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    private readonly string _directory = Directory.CreateTempSubdirectory("fx-postgres-").FullName;
    private Process? _process;

    private PostgresServer()
    {
    }

    public int Port { get; private set; }

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Database=postgres;Username=fx";

    /// <summary>Where <c>psql</c>, <c>initdb</c> and <c>postgres</c> are.</summary>
    public static string Binaries { get; } = FindBinaries();

    private string Data => Path.Combine(_directory, "data");

    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        AppDomain.CurrentDomain.ProcessExit += server.KillAtExit;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", server._directory);
        }

        await RunAsync(AsUser("initdb", "-D", server.Data, "-U", "fx", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        for (var attempt = 0; attempt < 5; attempt++)
        {
            // Somebody else may take the port before postgres does; then another one is tried.
            server.Port = FreePort.Take();
            if (await server.TryStartAsync())
            {
                return server;
            }
        }

        throw new InvalidOperationException("postgres does not start on any of five free ports.");
    }

    /// <summary>SIGKILL to the server and each of its processes: what was not committed is gone.</summary>
    public void Kill() => Signal(Signals.Kill, wait: true);

    /// <summary>Starts it again on the same port and data; it recovers by itself.</summary>
    public async Task RestartAsync()
    {
        Kill();
        await Eventually.TrueAsync(TryStartAsync, $"postgres starts again on port {Port}", StartsWithin);
    }

    /// <summary>Freezes all its processes: connections stay, nothing answers.</summary>
    public void Pause() => Signal(Signals.Stop);

    public void Resume() => Signal(Signals.Continue);

    public ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        Kill();
        _process?.Dispose();
        Directory.Delete(_directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private void KillAtExit(object? sender, EventArgs e) => Kill();

    private async Task<bool> TryStartAsync()
    {
        _process = Start(AsUser(
            "postgres", "-D", Data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=50"));
        await Eventually.TrueAsync(async () => _process.HasExited || await AnswersAsync(), "postgres answers or ends", StartsWithin);
        return !_process.HasExited;
    }

    private async Task<bool> AnswersAsync()
    {
        var (code, _) = await TryRunAsync(AsUser("pg_isready", "-h", "127.0.0.1", "-p", $"{Port}", "-t", "1"));
        return code == 0;
    }

    // The process that was started may only be what changed the user: the server's own number is in its file.
    private void Signal(int signal, bool wait = false)
    {
        var file = Path.Combine(Data, "postmaster.pid");
        if (_process is not { HasExited: false } process || !File.Exists(file))
        {
            return;
        }

        var server = int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
        // What changed the user stops itself when the server is stopped, and is to go on with it.
        foreach (var id in (int[])[server, .. Children(server), .. signal == Signals.Stop ? [] : new[] { process.Id }])
        {
            Signals.TrySend(id, signal);
        }

        if (wait)
        {
            process.WaitForExit();
        }
    }

    private static IEnumerable<int> Children(int parent)
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && ParentOf(folder) == parent)
            {
                yield return id;
            }
        }
    }

    private static int ParentOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return int.Parse(stat[(stat.LastIndexOf(')') + 4)..].Split(' ')[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0; // It has ended meanwhile.
        }
    }

    private static string[] AsUser(string program, params string[] arguments)
    {
        string[] command = [Path.Combine(Binaries, program), .. arguments];
        return Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", .. command] : command;
    }

    private static async Task RunAsync(params string[] command)
    {
        var (code, output) = await TryRunAsync(command);
        if (code != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {code}:\n{output}");
        }
    }

    private static async Task<(int Code, string Output)> TryRunAsync(string[] command)
    {
        using var process = Start(command, read: true);
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }

    private static Process Start(string[] command, bool read = false)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = "/", RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            var process = Process.Start(start)!;
            if (!read)
            {
                var log = ProcessLog.For($"postgres {process.Id}");
                process.OutputDataReceived += (_, line) => log(line.Data ?? "");
                process.ErrorDataReceived += (_, line) => log(line.Data ?? "");
                process.BeginOutputReadLine();
                process.BeginErrorReadLine();
            }

            return process;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests need PostgreSQL: `apt-get install postgresql`; ./fx test does that.", e);
        }
    }

    // Debian keeps them out of the way, by version.
    private static string FindBinaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .Select(folder => Path.Combine(folder, "bin"))
            .Where(folder => File.Exists(Path.Combine(folder, "initdb")))
            .OrderBy(folder => folder.Length).ThenBy(folder => folder, StringComparer.Ordinal)
            .LastOrDefault("")
        : "";
}
