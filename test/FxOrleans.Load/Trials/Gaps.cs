namespace FxOrleans.Load.Trials;

/// <summary>Silences of pairs in milliseconds, collected over a trial. Not thread-safe.</summary>
internal sealed class Gaps
{
    private readonly List<double> _all = [];

    public double Most => _all.Count == 0 ? 0 : _all.Max();

    public void Add(IEnumerable<double> gaps) => _all.AddRange(gaps);

    /// <summary>That share of them was no longer, as 0.99 for p99.</summary>
    public double At(double share)
    {
        var sorted = _all.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }

    public override string ToString() => FormattableString.Invariant($"p50 {At(0.5):0} ms, p99 {At(0.99):0} ms, max {Most:0} ms, of {_all.Count}");
}
