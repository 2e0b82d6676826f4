namespace FxOrleans.Pricing;

/// <summary>
/// <see cref="WeightedMedian"/> of the same values, in order by their doubles, which compare several times faster; where two doubles are
/// equal the decimals decide. Made once, filled anew; not thread-safe.
/// </summary>
internal sealed class PriceMedian(int capacity)
{
    private readonly double[] _keys = new double[capacity];
    private readonly decimal[] _values = new decimal[capacity];
    private readonly double[] _weights = new double[capacity];
    private int _count;
    private double _total;

    public void Clear() => (_count, _total) = (0, 0);

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

    /// <summary>The median of what was added, at least one value; without trailing zeros.</summary>
    public decimal Find()
    {
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
