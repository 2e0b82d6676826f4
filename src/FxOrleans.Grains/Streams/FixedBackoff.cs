using Orleans.Runtime.Providers;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace FxOrleans.Grains;

/// <summary>
/// Pauses for 50 ms after every attempt. By default a stream's reader waits for 10 to 20 s after the queue's grain has died with its
/// silo; with this pause a failover takes about one second.
/// </summary>
internal sealed class FixedBackoff : IQueueReaderBackoffProvider, IMessageDeliveryBackoffProvider
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public TimeSpan Next(int attempt) => Pause;
}
