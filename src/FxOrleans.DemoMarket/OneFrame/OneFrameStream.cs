using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>One endless answer of One-Frame: an array a tick, nothing between them. Written straight into the connection's buffer.</summary>
internal sealed class OneFrameStream(ProviderRequest request, List<(Listing Base, Listing Quote)> pairs)
{
    private readonly PipeWriter _body = request.Http.Response.BodyWriter;

    /// <summary>The mood of the last array; watched from before it was written, so that no change goes by unseen.</summary>
    private (ProviderMood FaultMode, Task Changed) _watched = request.State.Watch();

    public async Task RunAsync()
    {
        request.Http.Response.ContentType = "application/json; charset=utf-8";
        using var json = new Utf8JsonWriter(_body);
        var clock = new TickClock(request.World.Time, request.World.TickInterval);
        while (await NextAsync(clock) is { } sight)
        {
            OneFrameRates.Write(json, sight, pairs);
            json.Flush();
            json.Reset();
            if ((await _body.FlushAsync(request.Cancel)).IsCompleted)
            {
                return;
            }
        }

        if (_watched.FaultMode.Mode == MisbehaviourMode.Html)
        {
            await request.Http.Response.WriteAsync(ProviderRoutes.FirewallPage, request.Cancel);
        }
    }

    /// <summary>The market at the next tick, or at once when the mood changes; null when the mood ends streams.</summary>
    private async Task<Observation?> NextAsync(TickClock clock)
    {
        var tick = await clock.NextAsync(_watched.Changed, request.Cancel);
        _watched = request.State.Watch();
        var (mood, changed) = _watched;
        if (mood.Mode == MisbehaviourMode.Slow)
        {
            await Task.WhenAny(Task.Delay(mood.Delay, request.World.Time, request.Cancel), changed);
            request.Cancel.ThrowIfCancellationRequested();
        }

        return mood.EndsStreams ? null : request.SightAt(tick.Time, mood);
    }
}
