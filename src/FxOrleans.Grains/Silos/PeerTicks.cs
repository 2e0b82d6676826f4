using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Runtime;

namespace FxOrleans.Grains;

/// <summary>
/// Sends this silo's ticks directly to each other silo. A shard stream passes through the silo that holds its queue, and stops while that
/// silo is frozen or dead; on the direct way a silo that has stopped delays only its own ticks. Readers outside the silos have the streams,
/// which are a second copy for the silos.
/// </summary>
internal sealed class PeerTicks(
    PeerSilos others,
    EndedSilos ended,
    LiveSilos map,
    IOptions<TickStreamOptions> streams,
    IOptions<GrainsOptions> options,
    TimeProvider time,
    ILogger<PeerTicks> logger) : ITickSink
{
    /// <summary>How long a message may take before its silo is looked at. To be looked at costs a silo that lives nothing.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    private Way[] _ways = [];

    public void Publish(ReadOnlySpan<Price> prices)
    {
        foreach (var way in Volatile.Read(ref _ways))
        {
            way.Batcher.Publish(prices);
        }
    }

    /// <summary>Publishes until cancelled, to the silos that are there.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await foreach (var _ in map.Changes.WithCancellation(cancel).ConfigureAwait(false))
            {
                Look();
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Meet([]);
        }
    }

    /// <summary>Opens a way to each silo that has come, and ends those to silos that have gone.</summary>
    public void Look() => Meet([.. map.Active().Where(silo => !silo.Equals(map.Local))]);

    /// <summary>Done when everything noted so far is with the others, or <paramref name="deadline"/> is over.</summary>
    public Task FlushAsync(TimeSpan deadline) => Task.WhenAll(Volatile.Read(ref _ways).Select(way => way.Batcher.FlushAsync(deadline)));

    private void Meet(SiloAddress[] silos)
    {
        var gone = Array.FindAll(_ways, way => !silos.Contains(way.Silo));
        var come = Array.FindAll(silos, silo => !Array.Exists(_ways, way => way.Silo.Equals(silo)));
        if (gone.Length + come.Length == 0)
        {
            return;
        }

        Volatile.Write(ref _ways, [.. _ways.Except(gone), .. come.Select(Open)]);
        foreach (var way in gone)
        {
            way.Stop.Cancel();
        }
    }

    private Way Open(SiloAddress silo)
    {
        var batcher = new ShardedPublisher(message => SendAsync(silo, message), streams.Value.Shards, options.Value, time, logger);
        var stop = new CancellationTokenSource();
        _ = Task.Run(() => batcher.RunAsync(stop.Token), CancellationToken.None);
        return new Way(silo, batcher, stop);
    }

    // A silo that dies with a message under way never answers, and the message's own deadline is two seconds.
    private async Task SendAsync(SiloAddress silo, TickMessage message)
    {
        var sending = others.SendAsync(silo, message);
        try
        {
            await sending.WaitAsync(Patience, time).ConfigureAwait(false);
            return;
        }
        catch
        {
            ended.Suspect(silo);
        }

        await sending.ConfigureAwait(false);
    }

    private sealed record Way(SiloAddress Silo, ShardedPublisher Batcher, CancellationTokenSource Stop);
}
