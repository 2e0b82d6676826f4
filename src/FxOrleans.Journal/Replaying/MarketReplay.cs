using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// Decides one market's parts again, in their order, from the beginning of a block on, and compares with what was published: each block's digest
/// of its prices, the state with which the next one begins, and the chain of hashes. Pure; not thread-safe.
/// </summary>
/// <param name="pair">The market.</param>
/// <param name="policies">Every policy of the journal, by its digest in base64url.</param>
internal sealed class MarketReplay(CurrencyPair pair, IReadOnlyDictionary<string, PricingPolicy> policies)
{
    private readonly EntryCoder _coder = new(pair);
    private readonly OutcomeDigest _outcomes = new();
    private byte[]? _chain;
    private long _position;
    private bool _hasEnded = true;

    /// <summary>Called with each entry that was decided again: the market after it, and whether a new price came of it.</summary>
    public Action<PairPrice, ClockReading, bool>? Decided { get; set; }

    /// <summary>Called with each quote that was applied again, and what was found of it, before <see cref="Decided"/>.</summary>
    public Action<Quote, ClockReading, Verdict>? Quoted { get; set; }

    /// <summary>Called with each reconsideration before it is done again.</summary>
    public Action<ClockReading>? Reconsidered { get; set; }

    /// <summary>Called with the head of each block.</summary>
    public Action<BlockStart, PricingPolicy>? Began { get; set; }

    /// <summary>The market as it was decided again; null before the first block.</summary>
    public PairPrice? Price { get; private set; }

    /// <summary>The clock reading of the last entry.</summary>
    public ClockReading Clock => _coder.Clock;

    /// <summary>What differs, in words for people, the first first.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Quotes and reconsiderations decided again.</summary>
    public long Entries { get; private set; }

    /// <summary>Prices that came of them.</summary>
    public long Prices { get; private set; }

    /// <summary>Digests that were compared.</summary>
    public long Compared { get; private set; }

    /// <summary>Entries that the journal says are missing.</summary>
    public long Lost { get; private set; }

    /// <summary>Decides a part again. Parts before the first that begins a block are passed over.</summary>
    /// <exception cref="InvalidDataException">The bytes are no part; nothing of the market can be said from there on.</exception>
    public void Play(StoredPart part)
    {
        var bytes = new CompactReader(part.Bytes.Span);
        if (Price is null && !part.Begins)
        {
            return;
        }

        if (_position > 0 && part.Position != _position + 1)
        {
            Differ($"part {part.Position} follows part {_position}");
        }

        if (part.Begins)
        {
            var before = bytes.Bytes(Entry.DigestBytes);
            if (_chain is not null && !before.SequenceEqual(_chain))
            {
                Differ("the chain of hashes is broken before this block");
            }

            _chain ??= before.ToArray();
            _position = part.Position;
            Begin(BlockStart.Read(ref bytes));
        }

        _position = part.Position;
        while (!bytes.IsAtEnd)
        {
            Next(ref bytes);
        }

        _chain = JournalPart.HashOf(_chain, part.Bytes.Span);
    }

    private void Begin(BlockStart start)
    {
        var digest = ReceiptText.Base64(start.Policy);
        var policy = policies.GetValueOrDefault(digest) ?? throw new InvalidDataException($"{pair}: the policy {digest} is not in the journal.");
        Lost += start.Lost;
        if (start.Reason == BlockReason.Continue && Price is not null && _hasEnded)
        {
            var state = new byte[Price.StateBound];
            if (!state.AsSpan(0, Price.WriteState(state)).SequenceEqual(start.State))
            {
                Differ("the state at the beginning of this block is another than that at the end of the one before");
                Price = PairPrice.Restore(pair, policy, start.State);
            }
        }
        else
        {
            Price = PairPrice.Restore(pair, policy, start.State);
        }

        if (!_hasEnded)
        {
            _outcomes.Finish(stackalloc byte[Entry.DigestBytes]); // What an activation that was killed has left open.
        }

        _hasEnded = false;
        _coder.Begin(Price, start.Clock);
        Began?.Invoke(start, policy);
    }

    private void Next(ref CompactReader bytes)
    {
        var first = bytes.Byte();
        switch (first & Entry.KindMask)
        {
            case Entry.Quote:
                var quote = _coder.ReadQuote(ref bytes, first);
                var isNew = Price!.Apply(quote, _coder.Clock, out var verdict);
                Quoted?.Invoke(quote, _coder.Clock, verdict);
                Note(isNew);
                break;
            case Entry.Reconsideration:
                _coder.ReadReconsideration(ref bytes, first);
                Reconsidered?.Invoke(_coder.Clock);
                Note(Price!.Reconsider(_coder.Clock));
                break;
            case Entry.Source:
                _coder.ReadSource(ref bytes);
                break;
            default:
                Compare(ref bytes, first);
                break;
        }
    }

    private void Note(bool isNew)
    {
        Entries++;
        if (isNew)
        {
            Prices++;
            _outcomes.Add(Price!.Current);
        }

        Decided?.Invoke(Price!, _coder.Clock, isNew);
    }

    private void Compare(ref CompactReader bytes, byte first)
    {
        Span<byte> digest = stackalloc byte[Entry.DigestBytes];
        if (first == Entry.End)
        {
            _outcomes.Finish(digest);
            _hasEnded = true;
        }
        else
        {
            _outcomes.Peek(digest);
        }

        Compared++;
        var length = first == Entry.End ? Entry.DigestBytes : Entry.CheckBytes;
        if (!digest[..length].SequenceEqual(bytes.Bytes(length)))
        {
            Differ("the prices decided again are not those that were published");
        }
    }

    private void Differ(string what) => Differences.Add(FormattableString.Invariant($"{pair}, part {_position}, {_coder.Clock.Wall:yyyy-MM-ddTHH:mm:ss.fffZ}: {what}"));
}
