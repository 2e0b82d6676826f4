using System.Globalization;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Load.Trials;

/// <summary>One host of a trial: its ports stay the same, however often its process is killed and started again.</summary>
internal sealed class TrialNode : IAsyncDisposable
{
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(60);

    /// <summary>How often a node that the others have declared dead while it started is started again, as a supervisor does.</summary>
    private const int Restarts = 3;

    /// <summary>What a silo says before it ends because the others have declared it dead.</summary>
    private const string ToldSo = "I have been told I am dead";

    private readonly string[] _arguments;
    private SiloProcess? _process;

    public TrialNode(int number, string redis, IEnumerable<string> more)
    {
        Number = number;
        int[] ports = [FreePort.Take(), FreePort.Take(), FreePort.Take()];
        SiloPort = ports[1];
        Address = new Uri($"http://127.0.0.1:{ports[0]}/");
        Http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromMilliseconds(500), MaxConnectionsPerServer = 256 })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(1),
        };
        _arguments =
        [
            $"--Urls={Address}",
            "--Clustering:Kind=redis",
            "--Clustering:AdvertisedAddress=127.0.0.1",
            $"--Clustering:SiloPort={ports[1]}",
            $"--Clustering:GatewayPort={ports[2]}",
            $"--Redis:ConnectionString={redis}",
            "--Logging:LogLevel:Default=Warning",
            .. more,
        ];
    }

    public int Number { get; }

    public Uri Address { get; }

    /// <summary>The program that it runs from its next start on; null for that of this build.</summary>
    public string? Program { get; set; }

    /// <summary>Where the other nodes reach it.</summary>
    public int SiloPort { get; }

    /// <summary>For requests; a second is all they have.</summary>
    public HttpClient Http { get; }

    /// <summary>What the process has said.</summary>
    public string Output => _process?.Output ?? "";

    /// <summary>Starts the process and waits until it listens.</summary>
    public async Task StartAsync()
    {
        if (_process is { } before)
        {
            await before.DisposeAsync();
        }

        for (var restart = 0; ; restart++)
        {
            try
            {
                _process = await (Program is null ? SiloProcess.StartAsync(_arguments) : SiloProcess.StartOtherAsync(Program, _arguments));
                return;
            }
            catch (InvalidOperationException ended) when (restart < Restarts && ended.Message.Contains(ToldSo, StringComparison.Ordinal))
            {
                Revived++; // See ReadyAsync.
            }
        }
    }

    public void Kill() => _process!.Kill();

    /// <summary>SIGSTOP: its connections stay, and nothing answers.</summary>
    public void Freeze() => _process!.Freeze();

    /// <summary>SIGCONT.</summary>
    public void Thaw() => _process!.Thaw();

    /// <summary>SIGTERM. Gives how long it took to end, and its exit code.</summary>
    public async Task<(TimeSpan Took, int ExitCode)> StopAsync()
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        var code = await _process!.StopAsync();
        return (TimeProvider.System.GetElapsedTime(startedAt), code);
    }

    /// <summary>True once the process has ended.</summary>
    public bool HasEnded => _process!.HasEnded;

    /// <summary>Waits until the process has ended by itself. Gives its exit code.</summary>
    public Task<int> EndedAsync() => _process!.EndedAsync();

    /// <summary>
    /// Waits until it is ready. A machine that is busy with something else starves it until the others declare it dead: it
    /// ends then, and is started again.
    /// </summary>
    public async Task ReadyAsync()
    {
        for (var restart = 0; ; restart++)
        {
            await Eventually.TrueAsync(async () => _process!.HasEnded || await IsReadyAsync(), $"{Address} is ready", StartsWithin);
            if (!_process!.HasEnded)
            {
                return;
            }

            if (restart == Restarts || !WasDeclaredDead)
            {
                throw new InvalidOperationException($"{Address} has ended before it was ready:\n{Output}");
            }

            await ReviveAsync();
        }
    }

    /// <summary>Starts it again if the others have declared it dead.</summary>
    public async Task ReviveAsync()
    {
        if (_process!.HasEnded && WasDeclaredDead)
        {
            Revived++;
            await StartAsync();
        }
    }

    /// <summary>How often it was started again because the others had declared it dead.</summary>
    public int Revived { get; private set; }

    private bool WasDeclaredDead => Output.Contains(ToldSo, StringComparison.Ordinal);

    /// <summary>Whether <c>/health/ready</c> answers 200, as balancers ask.</summary>
    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await Http.GetAsync("/health/ready");
            return response.IsSuccessStatusCode;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    /// <summary>What <c>/health/ready</c> says, whatever its status; null when nobody answers.</summary>
    public async Task<JsonElement?> HealthAsync()
    {
        try
        {
            using var response = await Http.GetAsync("/health/ready");
            return JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync()).RootElement;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException or JsonException)
        {
            return null;
        }
    }

    /// <summary>A number that its readiness tells, such as <c>silos</c> or <c>pairs</c>; -1 when nobody answers.</summary>
    public async Task<int> TellsAsync(string name) =>
        await HealthAsync() is { } health && health.TryGetProperty(name, out var told) ? int.Parse(told.GetString()!, CultureInfo.InvariantCulture) : -1;

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        Http.Dispose();
    }
}
