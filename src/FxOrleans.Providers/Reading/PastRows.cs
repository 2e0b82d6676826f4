using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Gathers the points of a pair's past from an answer. A row that is none is left out; an answer without a single one is a failure. Single-threaded.</summary>
internal sealed class PastRows
{
    private readonly List<PastPrice> _points = [];
    private int _rejected;

    public void Add(DateTimeOffset? timestamp, JsonElement price)
    {
        if (timestamp is { } at && WireNumber.TryRead(price, out var value, out _) && value > 0)
        {
            _points.Add(new PastPrice(at, value));
        }
        else
        {
            _rejected++;
        }
    }

    /// <summary>Oldest first, one a moment: of several the last that came.</summary>
    /// <exception cref="ProviderException"><see cref="ProviderFailureKind.Empty"/>.</exception>
    public IReadOnlyList<PastPrice> ToPoints() => _points.Count > 0
        ? [.. _points.GroupBy(point => point.Timestamp).Select(same => same.Last()).OrderBy(point => point.Timestamp)]
        : throw new ProviderException(ProviderFailureKind.Empty, _rejected == 0 ? "No point." : $"No usable point; {_rejected} rejected.");
}
