namespace FxOrleans.Pricing;

/// <summary>
/// The value at which half of the weight lies on either side (Edgeworth 1888): it never leaves the range of the values, and holders of
/// less than half of the weight cannot move it beyond the others' values. Values are in order by their doubles, which compare several
/// times faster; where two doubles are equal the decimals decide. Made once, filled anew; n² for small n; not thread-safe.
/// </summary>
/// <param name="capacity">The most values that may be added.</param>
public sealed class WeightedMedian(int capacity)
{
    private readonly double[] _keys = new double[capacity];
    private readonly decimal[] _values = new decimal[capacity];
    private readonly double[] _weights = new double[capacity];
    private int _count;
    private double _total;

    /// <summary>Forgets what was added.</summary>
    public void Clear() => (_count, _total) = (0, 0);

    /// <summary>Adds a value with a weight above 0; <paramref name="key"/> is the same value as a double.</summary>
    /// <exception cref="IndexOutOfRangeException">More values than the capacity.</exception>
    public void Add(double key, decimal value, double weight)
    {
        var j = _count++;
        for (; j > 0 && (_keys[j - 1] > key || (_keys[j - 1] == key && _values[j - 1] > value)); j--)
        {
            _keys[j] = _keys[j - 1];
            _values[j] = _values[j - 1];
            _weights[j] = _weights[j - 1];
        }

        _keys[j] = key;
        _values[j] = value;
        _weights[j] = weight;
        _total += weight;
    }

    /// <summary>
    /// The median of what was added, without trailing zeros. Where exactly half of the weight ends at a value, the middle between it
    /// and the next.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nothing was added.</exception>
    public decimal Find()
    {
        if (_count == 0)
        {
            throw new InvalidOperationException("Of no value there is no median.");
        }

        var (half, below) = (_total / 2, 0.0);
        for (var i = 0; i < _count - 1; i++)
        {
            below += _weights[i];
            if (Math.Abs(below - half) <= 1e-9 * _total)
            {
                return RatePrecision.Trim((_values[i] + _values[i + 1]) / 2);
            }

            if (below > half)
            {
                return RatePrecision.Trim(_values[i]);
            }
        }

        return RatePrecision.Trim(_values[_count - 1]);
    }
}
