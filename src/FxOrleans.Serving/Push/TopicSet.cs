using System.Numerics;

namespace FxOrleans.Serving.Push;

/// <summary>A set of topics by their ordinals, one bit each. Not thread-safe.</summary>
internal struct TopicSet
{
    private ulong[] _words;

    public TopicSet(int capacity) => _words = new ulong[(capacity + 63) >> 6];

    public readonly int Words => _words?.Length ?? 0;

    public readonly ulong this[int word] => word < Words ? _words[word] : 0;

    public void Add(int ordinal)
    {
        var word = ordinal >> 6;
        Grow(word + 1);
        _words[word] |= 1UL << (ordinal & 63);
    }

    public readonly void Remove(int ordinal)
    {
        if (ordinal >> 6 < Words)
        {
            _words[ordinal >> 6] &= ~(1UL << (ordinal & 63));
        }
    }

    public readonly bool Contains(int ordinal) => (this[ordinal >> 6] & (1UL << (ordinal & 63))) != 0;

    public void Or(int word, ulong bits)
    {
        if (bits != 0)
        {
            Grow(word + 1);
            _words[word] |= bits;
        }
    }

    public readonly void And(int word, ulong bits)
    {
        if (word < Words)
        {
            _words[word] &= bits;
        }
    }

    /// <summary>
    /// Makes <paramref name="target"/> at most <paramref name="most"/> of these, which are then no longer here. It begins with the word
    /// <paramref name="from"/> and says where to go on, so that with 64 or more at a time none waits for ever behind others.
    /// </summary>
    public readonly void MoveTo(ref TopicSet target, int most, ref int from)
    {
        target.Clear();
        var first = from < Words ? from : 0;
        from = 0;
        for (var i = 0; i < Words; i++)
        {
            var word = (first + i) % Words;
            var bits = _words[word];
            while (BitOperations.PopCount(bits) > most)
            {
                bits &= ~(1UL << BitOperations.Log2(bits));
            }

            most -= BitOperations.PopCount(bits);
            _words[word] &= ~bits;
            target.Or(word, bits);
            if (_words[word] != 0)
            {
                from = word;
                return;
            }
        }
    }

    public readonly void Clear() => _words?.AsSpan().Clear();

    public readonly bool IsEmpty => _words is null || !_words.AsSpan().ContainsAnyExcept(0UL);

    public readonly int Count
    {
        get
        {
            var count = 0;
            foreach (var word in _words ?? [])
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    public readonly TopicSet Copy() => new() { _words = _words is null ? [] : [.. _words] };

    public readonly bool SameAs(in TopicSet other)
    {
        var words = Math.Max(Words, other.Words);
        for (var i = 0; i < words; i++)
        {
            if (this[i] != other[i])
            {
                return false;
            }
        }

        return true;
    }

    private void Grow(int words)
    {
        if (Words < words)
        {
            Array.Resize(ref _words, words);
        }
    }
}
