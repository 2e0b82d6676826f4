namespace FxOrleans.Pricing;

/// <summary>
/// The value at which half of the weight lies on either side (Edgeworth 1888): it never leaves the range of the values,
/// and holders of less than half of the weight cannot move it beyond the others' values.
/// </summary>
public static class WeightedMedian
{
    /// <summary>
    /// Sorts <paramref name="values"/> and <paramref name="weights"/> together and gives the median. Where exactly half
    /// of the weight ends at a value, the middle between it and the next. Allocates nothing; n² for small n.
    /// </summary>
    /// <exception cref="ArgumentException">No value, or lengths that differ.</exception>
    public static decimal SortAndFind(Span<decimal> values, Span<double> weights)
    {
        if (values.IsEmpty || values.Length != weights.Length)
        {
            throw new ArgumentException("There must be at least one value, and a weight for each.", nameof(values));
        }

        var total = 0.0;
        for (var i = 0; i < values.Length; i++)
        {
            var (value, weight) = (values[i], weights[i]);
            total += weight;
            var j = i;
            for (; j > 0 && values[j - 1] > value; j--)
            {
                values[j] = values[j - 1];
                weights[j] = weights[j - 1];
            }

            values[j] = value;
            weights[j] = weight;
        }

        var (half, below) = (total / 2, 0.0);
        for (var i = 0; i < values.Length - 1; i++)
        {
            below += weights[i];
            if (Math.Abs(below - half) <= 1e-9 * total)
            {
                return (values[i] + values[i + 1]) / 2;
            }

            if (below > half)
            {
                return values[i];
            }
        }

        return values[^1];
    }
}
