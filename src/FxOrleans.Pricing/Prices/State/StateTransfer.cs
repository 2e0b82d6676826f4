namespace FxOrleans.Pricing;

/// <summary>
/// One pass over what a decision remembers, which either writes it down or reads it back. Each <c>Carry</c> writes the value that it is given
/// and returns it, or returns the value that was written; so one and the same code does both, and nothing is written that is not read.
/// </summary>
internal ref struct StateTransfer
{
    private readonly bool _reads;
    private CompactWriter _writer;
    private CompactReader _reader;

    /// <summary>Writes into <paramref name="into"/>.</summary>
    public StateTransfer(Span<byte> into) => _writer = new CompactWriter(into);

    /// <summary>Reads what was written.</summary>
    public StateTransfer(ReadOnlySpan<byte> from)
    {
        _reads = true;
        _reader = new CompactReader(from);
    }

    /// <summary>Bytes written or read so far.</summary>
    public readonly int Length => _reads ? _reader.Position : _writer.Length;

    /// <summary>True when all that was written has been read.</summary>
    public readonly bool IsAtEnd => _reader.IsAtEnd;

    public bool Carry(bool value) => Carry(value ? 1 : 0) != 0;

    public int Carry(int value) => checked((int)Carry((long)value));

    public long Carry(long value)
    {
        if (_reads)
        {
            return _reader.Signed();
        }

        _writer.Signed(value);
        return value;
    }

    public double Carry(double value)
    {
        if (_reads)
        {
            return _reader.Double();
        }

        _writer.Double(value);
        return value;
    }

    public decimal Carry(decimal value)
    {
        if (_reads)
        {
            return _reader.Decimal();
        }

        _writer.Decimal(value);
        return value;
    }

    public TimeSpan Carry(TimeSpan value) => new(Carry(value.Ticks));

    public DateTimeOffset Carry(DateTimeOffset value) => new(Carry(value.UtcTicks), TimeSpan.Zero);

    public Verdict Carry(Verdict value) => (Verdict)Carry((int)value);

    public SourceKind Carry(SourceKind value) => (SourceKind)Carry((int)value);

    public QuoteSource Carry(QuoteSource value)
    {
        if (_reads)
        {
            return QuoteSourceBytes.Read(ref _reader);
        }

        QuoteSourceBytes.Write(ref _writer, value);
        return value;
    }
}
