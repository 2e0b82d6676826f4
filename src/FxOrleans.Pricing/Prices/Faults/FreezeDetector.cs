namespace FxOrleans.Pricing;

/// <summary>How long one source has repeated one value, and how far the price has moved meanwhile.</summary>
internal struct FreezeDetector
{
    /// <summary>The price must have moved by so many of the finest steps in which the source quotes: a coarser one may well repeat itself.</summary>
    private const double Steps = 3;

    /// <summary>And by a fifth of a basis point at least: less, no pair moves but in the noise of its last digit.</summary>
    private const double LeastMove = 0.00002;

    private static readonly double[] Units = [.. Enumerable.Range(0, 29).Select(digits => Math.Pow(10, -digits))];

    private int _repeats;
    private TimeSpan _since;
    private byte _digits;
    private double _value;
    private double _low;
    private double _high;

    /// <summary>Notes a quote in the direction in which it was published.</summary>
    public void Note(in Quote quote, in Quote last, TimeSpan at)
    {
        if (_repeats > 0 && quote.Mid == last.Mid && quote.Bid == last.Bid && quote.Ask == last.Ask && quote.Pair == last.Pair)
        {
            _repeats++;
            return;
        }

        (_repeats, _since, _low, _high) = (1, at, 0, 0);
        _digits = Math.Max(_digits, quote.Mid.Scale);
        _value = (double)quote.Mid;
    }

    /// <summary>Notes where the price went without it.</summary>
    public void Watch(double price)
    {
        _low = _low == 0 ? price : Math.Min(_low, price);
        _high = Math.Max(_high, price);
    }

    /// <summary>Whether it has repeated its value often and long enough while the price moved.</summary>
    public readonly bool IsFrozen(PricingPolicy policy, ClockReading now) =>
        _repeats >= policy.FrozenQuotes
        && now.Monotonic - _since >= policy.FrozenAfter
        && _low > 0
        && (_high / _low) - 1 > Math.Max(LeastMove, Steps * Units[_digits] / _value);

    /// <summary>Carries all of it.</summary>
    public void Carry(ref StateTransfer state)
    {
        _repeats = state.Carry(_repeats);
        _since = state.Carry(_since);
        _digits = checked((byte)state.Carry(_digits));
        _value = state.Carry(_value);
        _low = state.Carry(_low);
        _high = state.Carry(_high);
    }
}
