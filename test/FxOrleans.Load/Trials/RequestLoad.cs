using System.Collections.Concurrent;
using System.Text.Json;

namespace FxOrleans.Load.Trials;

/// <summary>
/// <c>GET /rate</c> at an even pace, whether the answers come or not. What fails is asked of other nodes, as often as the
/// entrance does. What is answered is held against what was decided. One instance a trial.
/// </summary>
internal sealed class RequestLoad(Entrance entrance, IReadOnlyList<string> pairs, DecidedPrices decided, double perSecond, int retries) : IAsyncDisposable
{
    private const int MaxUnderWay = 5000;
    private const int MaxFailures = 5;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<(TrialNode Node, string Pair), (long Epoch, long Sequence)> _floors = new();
    private readonly ConcurrentQueue<string> _failures = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private int _sent;
    private int _underWay;
    private int _retried;
    private int _failed;
    private int _backwards;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Stops, waits for the answers under way and gives what came of all.</summary>
    public async Task<RequestCount> StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
        while (Volatile.Read(ref _underWay) > 0)
        {
            await Task.Delay(Step, TimeProvider.System);
        }

        return new RequestCount(_sent, _retried, _failed, _backwards, [.. _failures]);
    }

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task RunAsync()
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(Step, TimeProvider.System);
        while (!_stop.IsCancellationRequested)
        {
            var due = (int)(TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds * perSecond);
            for (; _sent < due; _sent++)
            {
                if (Interlocked.Increment(ref _underWay) > MaxUnderWay)
                {
                    Interlocked.Decrement(ref _underWay);
                    Fail("too many under way");
                    continue;
                }

                _ = AskAsync(_sent, pairs[_sent % pairs.Count]);
            }

            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task AskAsync(int number, string pair)
    {
        var failure = "";
        try
        {
            for (var attempt = 0; attempt <= retries; attempt++)
            {
                var node = entrance.Pick(number + attempt);
                failure = await TryAsync(node, pair) ?? "";
                if (failure.Length == 0)
                {
                    return;
                }

                if (attempt == 0)
                {
                    Interlocked.Increment(ref _retried);
                }
            }

            Fail(failure);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    /// <summary>Null when all is well, else what was wrong.</summary>
    private async Task<string?> TryAsync(TrialNode node, string pair)
    {
        var key = (node, pair);
        var floor = _floors.GetValueOrDefault(key);
        try
        {
            using var response = await node.Http.GetAsync($"/rate?from={pair[..3]}&to={pair[4..]}");
            var body = await response.Content.ReadAsByteArrayAsync();
            if (!response.IsSuccessStatusCode)
            {
                return $"node {node.Number}: {(int)response.StatusCode}";
            }

            using var rate = JsonDocument.Parse(body);
            decided.Take(rate.RootElement);
            var place = (rate.RootElement.GetProperty("epoch").GetInt64(), rate.RootElement.GetProperty("sequence").GetInt64());
            if (place.CompareTo(floor) < 0)
            {
                Interlocked.Increment(ref _backwards);
            }

            _floors.AddOrUpdate(key, place, (_, known) => known.CompareTo(place) > 0 ? known : place);
            return null;
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException or JsonException)
        {
            return $"node {node.Number}: {failed.InnerException?.Message ?? failed.Message}";
        }
    }

    private void Fail(string why)
    {
        Interlocked.Increment(ref _failed);
        if (_failures.Count < MaxFailures)
        {
            _failures.Enqueue(why);
        }
    }
}
