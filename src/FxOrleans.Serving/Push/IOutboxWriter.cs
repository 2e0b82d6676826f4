namespace FxOrleans.Serving.Push;

/// <summary>One connection's way out. Called by one flush loop, one write at a time.</summary>
public interface IOutboxWriter
{
    /// <summary>Writes one message. Completes when the connection can take the next; a failure ends the connection.</summary>
    Task WriteAsync(TickFrame frame, CancellationToken cancel);

    /// <summary>Ends a connection that has not taken a message for too long.</summary>
    void Abort();
}
