namespace FxOrleans.Pricing;

/// <summary>
/// The voters' values and weights in order, as doubles: where the centre lies and how far they scatter is judged with these,
/// the price itself with decimals. Made once, filled anew for each decision; not thread-safe.
/// </summary>
internal sealed class Ballot(int capacity)
{
    private readonly double[] _values = new double[capacity];
    private readonly double[] _weights = new double[capacity];
    private readonly double[] _distances = new double[capacity];
    private readonly double[] _distanceWeights = new double[capacity];
    private int _count;

    public double Lowest => _values[0];

    public double Highest => _values[_count - 1];

    public void Clear() => _count = 0;

    public void Add(double value, double weight) => Insert(_values, _weights, _count++, value, weight);

    /// <summary>The weighted median; where exactly half of the weight ends at a value, that value and the next.</summary>
    public void Median(out double low, out double high) => Median(_values, _weights, out low, out high);

    /// <summary>The weighted median of the distances from <paramref name="centre"/>.</summary>
    public double Mad(double centre)
    {
        for (var i = 0; i < _count; i++)
        {
            Insert(_distances, _distanceWeights, i, Math.Abs(_values[i] - centre), _weights[i]);
        }

        Median(_distances, _distanceWeights, out var low, out var high);
        return (low + high) / 2;
    }

    private static void Insert(double[] values, double[] weights, int count, double value, double weight)
    {
        var j = count;
        for (; j > 0 && values[j - 1] > value; j--)
        {
            values[j] = values[j - 1];
            weights[j] = weights[j - 1];
        }

        values[j] = value;
        weights[j] = weight;
    }

    private void Median(double[] values, double[] weights, out double low, out double high)
    {
        var total = 0.0;
        for (var i = 0; i < _count; i++)
        {
            total += weights[i];
        }

        var below = 0.0;
        for (var i = 0; i < _count - 1; i++)
        {
            below += weights[i];
            if (Math.Abs(below - (total / 2)) <= 1e-9 * total)
            {
                (low, high) = (values[i], values[i + 1]);
                return;
            }

            if (below > total / 2)
            {
                low = high = values[i];
                return;
            }
        }

        low = high = values[_count - 1];
    }
}
