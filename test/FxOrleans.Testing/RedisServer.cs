using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Testing;

/// <summary>
/// A real redis-server of the test's own: on a free port, in a directory of its own, without persistence. It can be killed,
/// started again on the same port, frozen and filled up.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fx-redis-").FullName;
    private readonly string? _password;
    private readonly X509Certificate2? _certificate;
    private Process? _process;

    private RedisServer(string? password, X509Certificate2? certificate)
    {
        _password = password;
        _certificate = certificate;
    }

    public int Port { get; private set; }

    /// <summary>Where it speaks TLS; 0 without a certificate.</summary>
    public int TlsPort { get; private set; }

    /// <summary>How to reach it without TLS; its password, if it has one, is not said.</summary>
    public string ConnectionString => $"127.0.0.1:{Port}";

    /// <param name="password">What it asks for; null for nothing.</param>
    /// <param name="certificate">With its private key: it then speaks TLS too, on a port of its own.</param>
    /// <exception cref="InvalidOperationException">redis-server is not installed, or does not start.</exception>
    public static async Task<RedisServer> StartAsync(string? password = null, X509Certificate2? certificate = null)
    {
        var server = new RedisServer(password, certificate);
        AppDomain.CurrentDomain.ProcessExit += server.KillAtExit;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            // Somebody else may take the port before redis-server does; then another one is tried.
            server.Port = FreePort.Take();
            server.TlsPort = certificate is null ? 0 : FreePort.Take();
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
    public void Pause() => Signals.Send(_process!.Id, Signals.Stop);

    public void Resume() => Signals.Send(_process!.Id, Signals.Continue);

    /// <summary>Sends one command; the reply is its text, whatever its type, and null for none.</summary>
    /// <exception cref="InvalidOperationException">The reply is an error.</exception>
    public async Task<string?> CommandAsync(params string[] words)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, Port);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        if (_password is not null)
        {
            await stream.WriteAsync(Request("AUTH", _password));
            await reader.ReadLineAsync();
        }

        await stream.WriteAsync(Request(words));
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

    private static byte[] Request(params string[] words) => System.Text.Encoding.Latin1.GetBytes(
        $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${word.Length}\r\n{word}\r\n")));

    private void KillAtExit(object? sender, EventArgs e) => Kill();

    private async Task<bool> TryStartAsync()
    {
        var start = new ProcessStartInfo("redis-server") { WorkingDirectory = _directory, RedirectStandardOutput = true };
        string[] guarded = _password is null ? [] : ["--requirepass", _password];
        foreach (var argument in (string[])["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", .. guarded, .. Tls()])
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

        var log = ProcessLog.For($"redis {Port}");
        _process.OutputDataReceived += (_, line) => log(line.Data ?? "");
        _process.BeginOutputReadLine();
        await Eventually.TrueAsync(async () => _process.HasExited || await AnswersAsync(), "redis-server answers or ends");
        return !_process.HasExited;
    }

    private string[] Tls()
    {
        if (_certificate is null)
        {
            return [];
        }

        var (certificate, key) = (Path.Combine(_directory, "redis.crt"), Path.Combine(_directory, "redis.key"));
        File.WriteAllText(certificate, _certificate.ExportCertificatePem());
        File.WriteAllText(key, _certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return ["--tls-port", $"{TlsPort}", "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", certificate, "--tls-auth-clients", "no"];
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
}
