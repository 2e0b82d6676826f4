using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Pegs;

/// <summary>Tells those who listen of each change of a peg's state: a break above all. Thread-safe.</summary>
public sealed class PegEvents
{
    private readonly ConcurrentDictionary<object, Action<PegReport>> _listeners = new();

    /// <summary>Calls <paramref name="listener"/>, which must not block, for each change from now on, until the result is disposed.</summary>
    public IDisposable Listen(Action<PegReport> listener)
    {
        var listening = new Listening(this);
        _listeners[listening] = listener;
        return listening;
    }

    /// <summary>Tells of a change.</summary>
    public void Tell(PegReport changed)
    {
        foreach (var listener in _listeners.Values)
        {
            listener(changed);
        }
    }

    private sealed class Listening(PegEvents events) : IDisposable
    {
        public void Dispose() => events._listeners.TryRemove(this, out _);
    }
}
