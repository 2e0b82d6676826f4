using Orleans.Runtime.Providers;
using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace FxOrleans.Grains;

/// <summary>
/// Pauses 50 ms, whatever the attempt. By default a stream's reader waits for 10 to 20 s once the queue's grain has died
/// with its silo: this is what makes failover a matter of one second.
/// </summary>
internal sealed class FixedBackoff : IQueueReaderBackoffProvider, IMessageDeliveryBackoffProvider
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public TimeSpan Next(int attempt) => Pause;
}
