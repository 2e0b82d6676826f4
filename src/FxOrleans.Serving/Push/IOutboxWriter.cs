namespace FxOrleans.Serving.Push;

/// <summary>One connection's way out. Called by one flush loop, one write at a time.</summary>
public interface IOutboxWriter
{
    /// <summary>
    /// Writes one message. Completes when the next one may be written. A failure ends a connection; a listener of this process gets the
    /// latest prices of the same pairs again after a pause.
    /// </summary>
    Task WriteAsync(TickFrame frame, CancellationToken cancel);

    /// <summary>Ends a connection that has not taken a message for too long.</summary>
    void Abort();
}
