using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Gathers the points of a pair's past from an answer. A row that is none is left out, and so are rows of one moment that contradict one
/// another; an answer without a single usable one is a failure. Single-threaded.
/// </summary>
internal sealed class HistoryRows
{
    private readonly SortedDictionary<DateTimeOffset, decimal?> _points = [];
    private int _rejected;

    public void Add(DateTimeOffset? timestamp, JsonElement price)
    {
        if (timestamp is not { } at || !WireNumber.TryReadPrice(price, out var value))
        {
            _rejected++;
        }
        else if (!_points.TryAdd(at, value) && _points[at] != value)
        {
            _points[at] = null;
            _rejected++;
        }
    }

    /// <summary>Oldest first, one a moment.</summary>
    /// <exception cref="ProviderException"><see cref="ProviderFailureKind.Empty"/>.</exception>
    public IReadOnlyList<PastPrice> ToPoints()
    {
        var points = _points.Where(point => point.Value is not null).Select(point => new PastPrice(point.Key, point.Value!.Value)).ToList();
        return points.Count > 0 ? points
            : throw new ProviderException(ProviderFailureKind.Empty, _rejected == 0 ? "No point." : $"No usable point; {_rejected} rejected.");
    }
}
