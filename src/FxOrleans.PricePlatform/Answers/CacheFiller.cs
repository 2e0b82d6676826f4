using System.Threading.Channels;
using FxOrleans.Pricing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace FxOrleans.PricePlatform;

/// <summary>
/// On a node with providers: makes the answers that nodes without ask for, so that they find them in the shared cache. At most
/// <see cref="MostWaiting"/> wait, and at most <see cref="PricesOptions.SharedSearches"/> searches are made a minute; further ones are
/// dropped, since who asked says so then. Thread-safe.
/// </summary>
public sealed class CacheFiller(SharedResponses answers, ResponseCache cache, PricesOptions options, TimeProvider time, ILogger<CacheFiller> log, ICacheRequests? requests = null) : BackgroundService
{
    /// <summary>Requests that wait at once.</summary>
    public const int MostWaiting = 256;

    private const int AtOnce = 4;

    private readonly Channel<CacheRequest> _wanted = Channel.CreateBounded<CacheRequest>(MostWaiting);
    private readonly MinuteQuota _searches = new(options.SharedSearches, time);
    private long _dropped;

    /// <summary>Requests that were dropped, or were for nothing that there is or can be made here.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new SupervisedLoop(ListenAsync, failure => log.LogError(failure, "Listening for wanted answers failed; it goes on."), time).RunAsync(stoppingToken);

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        if (requests is null)
        {
            return;
        }

        await Task.Yield();
        await using var subscription = (await requests.SubscribeAsync(Takes, Receive, stoppingToken).ConfigureAwait(false)).ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Making().RunAsync(stoppingToken))).ConfigureAwait(false);
    }

    private SupervisedLoop Making() => new(MakeAsync, failure => log.LogError(failure, "A wanted answer could not be made."), time);

    private bool Takes(string name)
    {
        if (CacheRequest.Read(name) is { } wanted && answers.CanMake(wanted) && (wanted is not CacheRequestSearch || _searches.Take().Passes))
        {
            return true;
        }

        Interlocked.Increment(ref _dropped);
        return false;
    }

    private void Receive(string name)
    {
        if (CacheRequest.Read(name) is not { } wanted || !_wanted.Writer.TryWrite(wanted))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    private async Task MakeAsync(CancellationToken stop)
    {
        await foreach (var wanted in _wanted.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            try
            {
                await answers.GetAsync(wanted, stop, forOthers: true).ConfigureAwait(false);
                cache.Share(wanted.Key);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                log.LogError(failure, "{Key} could not be made for another node; the next ones are.", wanted.Key.Name);
            }
        }
    }
}
