using Orleans.Streams;

namespace FxOrleans.Grains;

/// <summary>
/// Reads a stream's queue, resting where nobody is in a hurry, and stops in silence. A reader that is stopped while it reads, every 2 ms, has its read cancelled; by itself
/// Orleans reports that as two errors for each queue, when a silo stops and when a queue goes to another silo.
/// </summary>
internal sealed class TickQueueReader(IQueueAdapterReceiver queue, OutsideReaders readers) : IQueueAdapterReceiver
{
    public Task Initialize(TimeSpan timeout) => Initialize(timeout, CancellationToken.None);

    public Task Initialize(TimeSpan timeout, CancellationToken cancellationToken)
    {
        readers.Expect();
        return queue.Initialize(timeout, cancellationToken);
    }

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        try
        {
            await readers.RestAsync(cancellationToken);
            return await queue.GetQueueMessagesAsync(maxCount, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => MessagesDeliveredAsync(messages, CancellationToken.None);

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages, CancellationToken cancellationToken) =>
        queue.MessagesDeliveredAsync(messages, cancellationToken);

    public Task Shutdown(TimeSpan timeout) => Shutdown(timeout, CancellationToken.None);

    public Task Shutdown(TimeSpan timeout, CancellationToken cancellationToken) => queue.Shutdown(timeout, cancellationToken);
}
