namespace FxOrleans.Journal;

/// <summary>One recorder's end of the journal, as the writer knows it. Of the writer's loop alone.</summary>
internal sealed class MarketTail(MarketRecorder recorder)
{
    private byte[] _spare = [];
    private byte[] _taken = [];
    private int _length;
    private bool _hasWritten;
    private BlockMark[] _marks = [];

    public MarketRecorder Recorder => recorder;

    /// <summary>The end of the chain as far as it is known; null before it was asked for, and after a failure that may have been a success.</summary>
    public JournalHead? Head { get; set; }

    /// <summary>What is written next: kept until the store has it.</summary>
    public JournalPart[] Parts { get; private set; } = [];

    /// <summary>Bytes that wait to be written.</summary>
    public int Waiting => _length;

    /// <summary>Takes what was noted, unless there is something taken already. False where there is nothing to write.</summary>
    public bool Take()
    {
        if (_length == 0)
        {
            (_taken, _spare) = (_spare, []);
            if (!recorder.TryTake(ref _taken, out _length, out _marks))
            {
                _spare = _taken;
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether it may go on from that end of the chain. One that has written goes on from its own parts alone; one that has not, from those of
    /// any earlier activation.
    /// </summary>
    public bool Follows(JournalHead head) => head.Epoch < recorder.Epoch || (_hasWritten && head.Epoch == recorder.Epoch);

    /// <summary>Makes the parts that follow <see cref="Head"/>: one to each beginning of a block, and what goes on from the part before.</summary>
    public void Compose()
    {
        var (parts, head) = (new List<JournalPart>(), Head!);
        if (_marks.Length == 0 || _marks[0].Offset > 0)
        {
            Add(null, 0, _marks.Length == 0 ? _length : _marks[0].Offset);
        }

        for (var i = 0; i < _marks.Length; i++)
        {
            Add(_marks[i], _marks[i].Offset, i + 1 < _marks.Length ? _marks[i + 1].Offset : _length);
        }

        Parts = [.. parts];

        void Add(BlockMark? block, int from, int to)
        {
            var bytes = block is null ? _taken.AsMemory(from, to - from) : (byte[])[.. head.Hash, .. _taken.AsSpan(from, to - from)];
            var part = new JournalPart(recorder.Pair, head.Position + 1, recorder.Epoch, block, bytes)
            {
                Previous = head.Hash,
                Hash = JournalPart.HashOf(head.Hash, bytes.Span),
            };
            parts.Add(part);
            head = new JournalHead(part.Position, part.Epoch, part.Hash);
        }
    }

    /// <summary>The store has the parts.</summary>
    public void Written()
    {
        Head = new JournalHead(Parts[^1].Position, Parts[^1].Epoch, Parts[^1].Hash);
        _hasWritten = true;
        (_spare, _taken, _length, _marks, Parts) = (_taken, [], 0, [], []);
    }
}
