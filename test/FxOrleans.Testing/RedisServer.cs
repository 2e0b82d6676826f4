using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace FxOrleans.Testing;

/// <summary>
/// A real redis-server of the test's own: on a free port, in a directory of its own, without persistence. It can be killed,
/// started again on the same port, frozen and filled up.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const int SigCont = 18;
    private const int SigStop = 19;

    private readonly string _directory = Directory.CreateTempSubdirectory("fx-redis-").FullName;
    private Process? _process;

    private RedisServer()
    {
    }

    public int Port { get; private set; }

    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <exception cref="InvalidOperationException">redis-server is not installed, or does not start.</exception>
    public static async Task<RedisServer> StartAsync()
    {
        var server = new RedisServer();
        AppDomain.CurrentDomain.ProcessExit += server.KillAtExit;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            // Somebody else may take the port before redis-server does; then another one is tried.
            server.Port = FreePort();
            if (await server.TryStartAsync())
            {
                return server;
            }
        }

        throw new InvalidOperationException("redis-server does not start on any of five free ports.");
    }

    /// <summary>SIGKILL: whoever is connected sees the connection break.</summary>
    public void Kill()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    /// <summary>Starts it again on the same port, empty.</summary>
    public async Task RestartAsync()
    {
        Kill();
        await Eventually.TrueAsync(TryStartAsync, $"redis-server starts again on port {Port}");
    }

    /// <summary>Freezes the process: connections stay, nothing answers.</summary>
    public void Pause() => Signal(SigStop);

    public void Resume() => Signal(SigCont);

    /// <summary>Sends one command; the reply is its text, whatever its type, and null for none.</summary>
    /// <exception cref="InvalidOperationException">The reply is an error.</exception>
    public async Task<string?> CommandAsync(params string[] words)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await using var stream = client.GetStream();
        var request = $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n"));
        await stream.WriteAsync(System.Text.Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        var head = await reader.ReadLineAsync() ?? throw new IOException("redis-server hung up.");
        return head[0] switch
        {
            '-' => throw new InvalidOperationException(head),
            '$' when head[1] == '-' => null,
            '$' => await reader.ReadLineAsync(),
            _ => head[1..],
        };
    }

    /// <summary>Listens from now on. Messages must be of one line.</summary>
    public Task<RedisListener> ListenAsync(string channel) => RedisListener.StartAsync(Port, channel);

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
        var start = new ProcessStartInfo("redis-server") { WorkingDirectory = _directory, RedirectStandardOutput = true };
        foreach (var argument in (string[])["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("These tests need redis-server: `apt-get install redis-server`; ./fx test does that.", e);
        }

        _process.OutputDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        await Eventually.TrueAsync(async () => _process.HasExited || await AnswersAsync(), "redis-server answers or ends");
        return !_process.HasExited;
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            return await CommandAsync("PING") == "PONG";
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Signal(int signal)
    {
        if (SendSignal(_process!.Id, signal) != 0)
        {
            throw new InvalidOperationException($"Signal {signal} could not be sent to redis-server.");
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int SendSignal(int process, int signal);
}
