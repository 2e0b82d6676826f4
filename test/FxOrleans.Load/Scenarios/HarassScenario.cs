using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FxOrleans.Load.Statistics;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.Load.Scenarios;

/// <summary>
/// Three keys do at once what each may and none should: one asks for more streams than it may have and reads none, one asks for crosses and moments that take
/// work to find, one reads searches, bars and history as fast as it is let. A fourth, which behaves, notices nothing: its answers
/// are as quick, its sockets stay, and live prices stay live.
/// </summary>
internal sealed class HarassScenario(Report report)
{
    public const string Name = "harass";

    private const double MostTimesBaseline = 2;
    private const int Connections = 20;
    private const int StreamsEach = 128;
    private const double CrossesPerSecond = 40;
    private const double ReadsPerSecond = 15;
    private const double AsksPerSecond = 100;

    private static readonly string[] Watched = ["from=USD&to=EUR", "from=EUR&to=NGN", "from=BTC&to=USD", "from=AAPL&to=USD"];
    private static readonly string[] Rare = ["AWG", "BIF", "CDF", "DJF", "ERN", "FJD", "GMD", "HTG", "ISK", "JMD", "KMF", "LSL", "MGA", "NIO", "PGK", "RWF", "SBD", "TOP", "UZS", "VUV", "WST", "XPF", "YER", "ZMW"];

    private readonly string[] _keys = [.. Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetHexString(32))];

    public async Task RunAsync(double seconds)
    {
        await using var silo = await SiloProcess.StartAsync(
            [
                "--Demo:Enabled=true", "--Auth:Mode=keys",
                .. _keys.SelectMany((key, i) => new[] { $"--Auth:Keys:k{i}:Sha256={Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}", $"--Auth:Keys:k{i}:PerMinute=1000000" }),
            ]);
        silo.Http.DefaultRequestHeaders.Add("X-Api-Key", _keys[0]);
        await silo.ReadyAsync();
        report.Line($"{Name}: {AsksPerSecond:0} requests a second of one key for {seconds:0} s, then {seconds:0} s beside three that harass");

        await using var hub = await HubClient.ConnectAsync(SocketOf(silo, "/hubs/rates", _keys[0]));
        await hub.InvokeAsync("Subscribe", (object)new[] { "USD/EUR" });
        await using var socket = await SocketClient.ConnectAsync(SocketOf(silo, "/ws/rates?pairs=USD/EUR", _keys[0]));
        await using var updates = await SocketClient.ConnectAsync(SocketOf(silo, "/api/ws/prices", _keys[0]));
        await AskAsync(silo, Math.Min(seconds, 5)); // Warms both sides up.
        var (before, wereOtherThanLive, failedBefore) = await AskAsync(silo, seconds);

        using var stop = new CancellationTokenSource();
        var streams = new Tally();
        var work = new Tally();
        var reads = new Tally();
        var harassing = Task.WhenAll(
            TakeStreamsAsync(silo, streams, stop.Token),
            PacedAsync(CrossesPerSecond, n => GetAsync(silo, 2, n % 2 == 0 ? Batch(n) : $"/rate?from={Rare[n % Rare.Length]}&to={Rare[(n + 7) % Rare.Length]}&at=2026-01-{1 + (n % 28):00}T12:00:00Z", work), stop.Token),
            PacedAsync(ReadsPerSecond, n => GetAsync(silo, 3, Read(n), reads), stop.Token));
        var (after, otherThanLive, failed) = await AskAsync(silo, seconds);
        var heard = socket.Messages.Count;
        await stop.CancelAsync();
        await harassing;

        report.Line($"     streams asked for {streams}; crosses and moments {work}; searches, bars and history {reads}");
        report.Line($"     p50 {before.Milliseconds(0.5):0.0} ms before, {after.Milliseconds(0.5):0.0} meanwhile; p99 {before.Milliseconds(0.99):0.0} and {after.Milliseconds(0.99):0.0}");
        report.Bound("failed requests of the one that behaves", failedBefore + failed, 0, atLeast: false);
        report.Bound("prices that were live before and other than that meanwhile", otherThanLive.Except(wereOtherThanLive).Count(), 0, atLeast: false, more: string.Join(", ", otherThanLive));
        report.Bound("its sockets that were ended", new Task[] { hub.Closed, socket.Closed, updates.Closed }.Count(closed => closed.IsCompleted), 0, atLeast: false);
        report.Bound("prices that its socket heard", heard, 1, atLeast: true);
        report.Bound("answers to the others that were 500", work.Broken + reads.Broken, 0, atLeast: false);
        report.Speed("p99 to its baseline", after.Milliseconds(0.99) / before.Milliseconds(0.99), MostTimesBaseline, atLeast: false, " times");
    }

    /// <summary>Asks at an even pace and counts from when each was due.</summary>
    private static async Task<(Histogram Times, HashSet<string> OtherThanLive, int Failed)> AskAsync(SiloProcess silo, double seconds)
    {
        var (times, other, failed, asked) = (new Histogram(), new HashSet<string>(), 0, new Lock());
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds), TimeProvider.System);
        await PacedAsync(
            AsksPerSecond,
            async (n, due) =>
            {
                var query = Watched[n % Watched.Length];
                try
                {
                    using var answer = await silo.Http.GetAsync($"/rate?{query}", CancellationToken.None);
                    var rate = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(CancellationToken.None), default, CancellationToken.None);
                    lock (asked)
                    {
                        times.Add((long)TimeProvider.System.GetElapsedTime(due).TotalMicroseconds);
                        failed += answer.IsSuccessStatusCode ? 0 : 1;
                        if (answer.IsSuccessStatusCode && rate.RootElement.GetProperty("status").GetString() != "live")
                        {
                            other.Add(query);
                        }
                    }
                }
                catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
                {
                    lock (asked)
                    {
                        failed++;
                    }
                }
            },
            end.Token);
        return (times, other, failed);
    }

    /// <summary>Opens connections, asks for streams on each, and reads nothing of them.</summary>
    private async Task TakeStreamsAsync(SiloProcess silo, Tally tally, CancellationToken stop)
    {
        var sockets = new List<ClientWebSocket>();
        try
        {
            for (var connection = 0; connection < Connections; connection++)
            {
                sockets.Add(new ClientWebSocket());
                await sockets[^1].ConnectAsync(SocketOf(silo, "/hubs/rates", _keys[1]), stop);
                await SayAsync(sockets[^1], """{"protocol":"json","version":1}""", stop);
                for (var stream = 0; stream < StreamsEach; stream++)
                {
                    await SayAsync(sockets[^1], $$"""{"type":4,"invocationId":"{{stream}}","target":"Stream","arguments":[["USD/EUR"],null]}""", stop);
                    tally.Add(101);
                }
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        }
        catch (Exception ended) when (ended is OperationCanceledException or WebSocketException)
        {
            // It is over, or was refused.
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static ValueTask SayAsync(ClientWebSocket socket, string message, CancellationToken stop) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e').AsMemory(), WebSocketMessageType.Text, endOfMessage: true, stop);

    private async Task GetAsync(SiloProcess silo, int key, string path, Tally tally)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(silo.Address, path));
        request.Headers.Add("X-Api-Key", _keys[key]);
        try
        {
            using var http = new HttpClient();
            using var answer = await http.SendAsync(request);
            tally.Add((int)answer.StatusCode);
        }
        catch (Exception gone) when (gone is HttpRequestException or TaskCanceledException)
        {
            tally.Add(500);
        }
    }

    private static string Batch(int n) => "/api/v1/prices/batch?symbols=" + string.Join(',', Rare.Select((code, i) => $"{code}-{Rare[(i + 1 + (n % (Rare.Length - 1))) % Rare.Length]}"));

    private static string Read(int n) => (n % 3) switch
    {
        0 => $"/api/v1/prices/crypto/search?q={(char)('a' + (n % 26))}{(char)('a' + (n / 26 % 26))}",
        1 => $"/api/v1/prices/{Rare[n % Rare.Length]}/ohlcv?period=1y&interval=1d",
        _ => $"/api/v1/prices/{(n % 2 == 0 ? "AAPL" : "BTC")}/history?period={(n % 4 < 2 ? "1m" : "1y")}",
    };

    private static Task PacedAsync(double perSecond, Func<int, Task> work, CancellationToken stop) => PacedAsync(perSecond, (n, _) => work(n), stop);

    private static async Task PacedAsync(double perSecond, Func<int, long, Task> work, CancellationToken stop)
    {
        var (start, underWay) = (TimeProvider.System.GetTimestamp(), new List<Task>());
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var due = start + (long)(n / perSecond * TimeProvider.System.TimestampFrequency);
            var wait = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, TimeProvider.System, stop).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            underWay.Add(work(n, due));
        }

        await Task.WhenAll(underWay);
    }

    private static Uri SocketOf(SiloProcess silo, string path, string key) =>
        new($"ws://{silo.Address.Authority}{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}access_token={key}");

    /// <summary>What came of one harasser's requests. Thread-safe.</summary>
    private sealed class Tally
    {
        private readonly SortedDictionary<int, int> _statuses = [];

        public int Broken => _statuses.GetValueOrDefault(500);

        public void Add(int status)
        {
            lock (_statuses)
            {
                _statuses[status] = _statuses.GetValueOrDefault(status) + 1;
            }
        }

        public override string ToString() => string.Join(" ", _statuses.Select(pair => $"{pair.Key}: {pair.Value}"));
    }
}
