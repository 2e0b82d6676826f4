using StackExchange.Redis;

namespace FxOrleans.Redis;

/// <summary>One connection from when it was established until it is lost. Never revived: <see cref="RedisLink"/> makes a new one.</summary>
internal sealed class RedisSession
{
    private readonly ConnectionMultiplexer _connection;
    private readonly CancellationTokenSource _lost = new();
    private int _abandoned;

    public RedisSession(ConnectionMultiplexer connection)
    {
        _connection = connection;
        Lost = _lost.Token;
        connection.ConnectionFailed += (_, _) => Abandon();
        if (!connection.IsConnected)
        {
            Abandon();
        }
    }

    /// <summary>Cancelled when the connection broke or was given up.</summary>
    public CancellationToken Lost { get; }

    public IDatabase Database => _connection.GetDatabase();

    public ISubscriber Subscriber => _connection.GetSubscriber();

    /// <summary>Gives the connection up: what still waits for an answer fails.</summary>
    public void Abandon()
    {
        if (Interlocked.Exchange(ref _abandoned, 1) == 0)
        {
            // On the pool: this may be called from inside the client, whose own threads must not run our continuations.
            _ = Task.Run(CloseAsync);
        }
    }

    private async Task CloseAsync()
    {
        await _lost.CancelAsync();
        try
        {
            await _connection.CloseAsync(allowCommandsToComplete: false);
            _connection.Dispose();
        }
        catch (Exception e) when (RedisFailures.KindOf(e) is not null)
        {
            // It is being thrown away; that it would not close in order changes nothing.
        }
    }
}
