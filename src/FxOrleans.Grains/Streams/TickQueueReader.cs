using Orleans.Streams;

namespace FxOrleans.Grains;

/// <summary>
/// Reads a stream's queue, with a pause while no reader depends on the streams, and stops without errors. The queue is read every 2 ms, so
/// a stop usually cancels a read. Orleans itself logs that as two errors for each queue, when a silo stops and when a queue moves.
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
