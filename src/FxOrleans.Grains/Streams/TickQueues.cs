using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Configuration;
using Orleans.Providers;
using Orleans.Streams;

namespace FxOrleans.Grains;

/// <summary>
/// Orleans' queues of memory streams, each read by a <see cref="TickQueueReader"/>.
/// </summary>
internal sealed class TickQueues(
    string name,
    StreamCacheEvictionOptions eviction,
    StreamStatisticOptions statistics,
    HashRingStreamQueueMapperOptions mapper,
    IServiceProvider services,
    IGrainFactory grains,
    ILoggerFactory logs,
    OutsideReaders readers)
    : MemoryAdapterFactory<DefaultMemoryMessageBodySerializer>(name, eviction, statistics, mapper, services, grains, logs), IQueueAdapterFactory, IQueueAdapter
{
    /// <summary>The queues of one stream provider.</summary>
    public static IQueueAdapterFactory Of(IServiceProvider services, string name)
    {
        var queues = ActivatorUtilities.CreateInstance<TickQueues>(
            services,
            name,
            services.GetRequiredService<IOptionsMonitor<StreamCacheEvictionOptions>>().Get(name),
            services.GetRequiredService<IOptionsMonitor<StreamStatisticOptions>>().Get(name),
            services.GetRequiredService<IOptionsMonitor<HashRingStreamQueueMapperOptions>>().Get(name));
        queues.Init();
        return queues;
    }

    /// <summary>Logs nothing about a failed read: the reader logs it once.</summary>
    public static void Quieten(ILoggingBuilder logging) => logging.AddFilter("Orleans.Providers.MemoryAdapterReceiver", LogLevel.None);

    Task<IQueueAdapter> IQueueAdapterFactory.CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    Task<IQueueAdapter> IQueueAdapterFactory.CreateAdapter(CancellationToken cancellationToken) => Task.FromResult<IQueueAdapter>(this);

    IQueueAdapterReceiver IQueueAdapter.CreateReceiver(QueueId queueId) => new TickQueueReader(CreateReceiver(queueId), readers);
}
