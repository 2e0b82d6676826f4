namespace FxOrleans.Serving.Sockets;

/// <summary>
/// An upgraded connection under a WebSocket, in which frames made elsewhere can be put between the socket's own: many in one
/// write. The socket writes each frame whole, so frames never mix; after its closing frame nothing more is put in. Thread-safe.
/// </summary>
public sealed class FrameStream(Stream inner) : Stream
{
    private const byte OpcodeBits = 0x0F;
    private const byte ClosingFrame = 0x8;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _closing;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Writes complete frames; nothing once the socket closes.</summary>
    public Task PutAsync(ReadOnlyMemory<byte> frames, CancellationToken cancel)
    {
        var turn = _turn.WaitAsync(cancel);
        if (!turn.IsCompletedSuccessfully)
        {
            return WriteLaterAsync(turn, frames, own: false, cancel);
        }

        if (_closing)
        {
            _turn.Release();
            return Task.CompletedTask;
        }

        var write = inner.WriteAsync(frames, cancel);
        if (write.IsCompletedSuccessfully)
        {
            _turn.Release();
            return Task.CompletedTask;
        }

        return ReleaseAfterAsync(write);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        new(WriteLaterAsync(_turn.WaitAsync(cancellationToken), buffer, own: true, cancellationToken));

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer, offset, count, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task WriteLaterAsync(Task turn, ReadOnlyMemory<byte> frames, bool own, CancellationToken cancel)
    {
        await turn.ConfigureAwait(false);
        if (own)
        {
            _closing |= !frames.IsEmpty && (frames.Span[0] & OpcodeBits) == ClosingFrame;
        }
        else if (_closing)
        {
            _turn.Release();
            return;
        }

        await ReleaseAfterAsync(inner.WriteAsync(frames, cancel)).ConfigureAwait(false);
    }

    private async Task ReleaseAfterAsync(ValueTask write)
    {
        try
        {
            await write.ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
