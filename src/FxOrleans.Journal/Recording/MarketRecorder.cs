using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// Notes what one activation of a market decides from, in a bounded buffer that the writer takes away. What finds no room is counted as lost;
/// the next entry that does begins a block which says so. Allocates nothing once its buffers have grown. Thread-safe.
/// </summary>
internal sealed class MarketRecorder : IDecisionRecorder, IDisposable
{
    /// <summary>A block is ended beyond so many bytes of entries: its checkpoint is then a twentieth of it.</summary>
    private const int BlockBytes = 32 * 1024;

    /// <summary>A block is ended after so long, so that old ones can be dropped.</summary>
    private static readonly TimeSpan BlockTime = TimeSpan.FromHours(6);

    private readonly Lock _lock = new();
    private readonly byte[] _policy;
    private readonly string _engine;
    private readonly EntryCoder _coder;
    private readonly OutcomeDigest _outcomes = new();
    private readonly RecordBuffer _buffer = new();
    private int _blockLength;
    private DateTimeOffset _blockAt;
    private BlockReason? _pending;
    private long _lostBefore;
    private long _lost;
    private long _entries;

    /// <param name="price">The market. It is recorded from now on.</param>
    /// <param name="policy">The digest of the rules that it decides by.</param>
    /// <param name="engine">The engine's version.</param>
    /// <param name="now">When, UTC.</param>
    public MarketRecorder(PairPrice price, byte[] policy, string engine, DateTimeOffset now)
    {
        (Pair, Epoch, _policy, _engine, _coder) = (price.Pair, price.Epoch, policy, engine, new EntryCoder(price.Pair));
        lock (_lock)
        {
            Begin(price, BlockReason.Start, now);
        }

        price.RecordWith(this);
    }

    /// <summary>The pair, in the direction in which its market is kept.</summary>
    public CurrencyPair Pair { get; }

    /// <summary>The activation's first epoch.</summary>
    public long Epoch { get; }

    /// <summary>Entries noted so far.</summary>
    public long Entries => Interlocked.Read(ref _entries);

    /// <summary>Entries that found no room.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>True once the activation has ended; what it noted may still wait.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>True once nothing more is noted, since a later activation writes.</summary>
    public bool IsStopped { get; private set; }

    /// <inheritdoc/>
    public void Quoted(PairPrice price, in Quote quote, ClockReading now, bool isNew)
    {
        lock (_lock)
        {
            if (!IsOpen(price, now) || !HasRoom(EntryCoder.Bound(quote)))
            {
                return;
            }

            var bytes = new CompactWriter(_buffer.Rest);
            _coder.Write(ref bytes, quote, now);
            Note(bytes.Length, price, now, isNew);
        }
    }

    /// <inheritdoc/>
    public void Reconsidered(PairPrice price, ClockReading now, bool isNew)
    {
        lock (_lock)
        {
            if (!IsOpen(price, now) || !HasRoom(EntryCoder.ReconsiderationBound))
            {
                return;
            }

            var bytes = new CompactWriter(_buffer.Rest);
            _coder.Write(ref bytes, now);
            Note(bytes.Length, price, now, isNew);
        }
    }

    /// <inheritdoc/>
    public void Restarted(PairPrice price)
    {
        lock (_lock)
        {
            if (IsStopped)
            {
                return;
            }

            if (_pending is null)
            {
                End();
            }

            Begin(price, BlockReason.Start, _coder.Clock.Wall);
        }
    }

    /// <summary>Takes what waits, and leaves an empty array for the next.</summary>
    /// <param name="spare">The empty array; in return what was taken.</param>
    /// <param name="length">How many bytes of it count.</param>
    /// <param name="marks">Where blocks begin in it.</param>
    /// <returns>False where nothing waits.</returns>
    public bool TryTake(ref byte[] spare, out int length, out BlockMark[] marks)
    {
        lock (_lock)
        {
            (length, marks) = (0, []);
            if (_buffer.Length == 0)
            {
                return false;
            }

            if (_pending is null)
            {
                Span<byte> digest = stackalloc byte[Entry.DigestBytes];
                _outcomes.Peek(digest);
                _buffer.Rest[0] = Entry.Check;
                digest[..Entry.CheckBytes].CopyTo(_buffer.Rest[1..]);
                _buffer.Advance(1 + Entry.CheckBytes);
            }

            _buffer.Take(ref spare, out length, out marks);
            return true;
        }
    }

    /// <summary>Notes nothing more: a later activation of the market writes.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            IsStopped = true;
            _buffer.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!HasEnded)
            {
                if (_pending is null && !IsStopped)
                {
                    End();
                    _pending = BlockReason.Start; // Nothing comes any more.
                }

                (HasEnded, IsStopped) = (true, true);
                _outcomes.Dispose();
            }
        }
    }

    // Where the block could not begin yet, this entry is lost; the block begins with the state after it.
    private bool IsOpen(PairPrice price, ClockReading now)
    {
        if (IsStopped)
        {
            return false;
        }

        if (_pending is not { } reason)
        {
            return true;
        }

        Lose();
        _coder.Begin(price, now);
        Begin(price, reason, now.Wall);
        return false;
    }

    private bool HasRoom(int bytes)
    {
        if (_buffer.HasRoom(bytes))
        {
            return true;
        }

        End();
        Lose();
        _pending = BlockReason.Gap;
        return false;
    }

    private void Lose()
    {
        _lostBefore++;
        Interlocked.Increment(ref _lost);
    }

    private void Note(int bytes, PairPrice price, ClockReading now, bool isNew)
    {
        _buffer.Advance(bytes);
        _blockLength += bytes;
        Interlocked.Increment(ref _entries);
        if (isNew)
        {
            _outcomes.Add(price.Current);
        }

        if ((_blockLength > BlockBytes || now.Wall - _blockAt > BlockTime) && _buffer.MayBegin && _buffer.HasRoom(RecordBuffer.EndBytes + BlockStart.Bound(price, _engine)))
        {
            End();
            Begin(price, BlockReason.Continue, now.Wall);
        }
    }

    private void End()
    {
        _buffer.Rest[0] = Entry.End;
        _outcomes.Finish(_buffer.Rest.Slice(1, Entry.DigestBytes));
        _buffer.Advance(RecordBuffer.EndBytes);
    }

    private void Begin(PairPrice price, BlockReason reason, DateTimeOffset at)
    {
        reason = _lostBefore > 0 ? BlockReason.Gap : reason;
        if (!_buffer.MayBegin || !_buffer.HasRoom(BlockStart.Bound(price, _engine)))
        {
            _pending = reason;
            return;
        }

        _pending = null;
        _buffer.Mark(at, price.Epoch, price.Sequence);
        _buffer.Advance(BlockStart.Write(_buffer.Rest, reason, _policy, _engine, _lostBefore, _coder.Clock, price));
        _coder.Begin(price, _coder.Clock);
        (_lostBefore, _blockLength, _blockAt) = (0, 0, at);
    }
}
