using Orleans.Streams;

namespace FxOrleans.Grains.Tests;

/// <summary>A stream's reader that is stopped while it reads is not an error; a read that fails is.</summary>
public sealed class TickQueueReaderTests
{
    [Fact]
    public async Task A_read_that_is_stopped_brings_nothing()
    {
        using var stop = new CancellationTokenSource();
        var read = ReaderOf(cancel => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel)).GetQueueMessagesAsync(10, stop.Token);
        Assert.False(read.IsCompleted);
        await stop.CancelAsync();
        Assert.Empty(await read);
    }

    [Fact]
    public async Task A_read_that_fails_says_so()
    {
        var reader = ReaderOf(_ => Task.FromException(new TimeoutException()));
        await Assert.ThrowsAsync<TimeoutException>(() => reader.GetQueueMessagesAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task A_read_that_another_cancelled_says_so()
    {
        var reader = ReaderOf(_ => Task.FromCanceled(new CancellationToken(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.GetQueueMessagesAsync(10, CancellationToken.None));
    }

    private static TickQueueReader ReaderOf(Func<CancellationToken, Task> read) => new(new Queue(read), new OutsideReaders(TimeProvider.System));

    private sealed class Queue(Func<CancellationToken, Task> read) : IQueueAdapterReceiver
    {
        public Task Initialize(TimeSpan timeout) => Task.CompletedTask;

        public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => throw new NotSupportedException();

        public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
        {
            await read(cancellationToken);
            return [];
        }

        public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => Task.CompletedTask;

        public Task Shutdown(TimeSpan timeout) => Task.CompletedTask;
    }
}
