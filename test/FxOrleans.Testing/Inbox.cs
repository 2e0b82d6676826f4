using System.Threading.Channels;

namespace FxOrleans.Testing;

/// <summary>What a client has received and a test not yet looked at. Every wait has a deadline; a failure lists what came instead.</summary>
public sealed class Inbox<T>
{
    private readonly Channel<T> _received = Channel.CreateUnbounded<T>();
    private int _count;

    /// <summary>How many have come in all.</summary>
    public int Count => Volatile.Read(ref _count);

    public void Put(T message)
    {
        Interlocked.Increment(ref _count);
        _received.Writer.TryWrite(message);
    }

    /// <summary>Nothing more will come; <paramref name="why"/> tells those who wait.</summary>
    public void Complete(Exception? why = null) => _received.Writer.TryComplete(why);

    /// <summary>The next one.</summary>
    public Task<T> NextAsync() => FirstAsync(_ => true, "any message");

    /// <summary>The first that fits; those before it are dropped.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<T> FirstAsync(Func<T, bool> fits, string what)
    {
        using var deadline = new CancellationTokenSource(Eventually.Patience);
        var others = new List<T>();
        try
        {
            await foreach (var message in _received.Reader.ReadAllAsync(deadline.Token))
            {
                if (fits(message))
                {
                    return message;
                }

                others.Add(message);
            }
        }
        catch (OperationCanceledException)
        {
            // Told below.
        }

        throw new TimeoutException($"Waited in vain for {what}; came {others.Count}: {string.Join("; ", others.TakeLast(10))}");
    }

    /// <summary>Everything that is here now.</summary>
    public IReadOnlyList<T> Drain()
    {
        var all = new List<T>();
        while (_received.Reader.TryRead(out var message))
        {
            all.Add(message);
        }

        return all;
    }
}
