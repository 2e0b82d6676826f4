using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// What stocks cost at the last close before today's trading, one call each. It stops while there is still half the budget, which
/// current prices need. Thread-safe.
/// </summary>
public sealed class FinnhubDayAgo : IDayAgoSource, IDisposable
{
    private const int MaxBytes = 64 * 1024;

    private readonly FinnhubOptions _options;
    private readonly Upstream _upstream;

    public FinnhubDayAgo(FinnhubOptions options, Upstreams upstreams)
    {
        _options = options;
        _upstream = upstreams.For(options);
    }

    public string Name => _options.Name;

    public bool Simulated => _options.Simulated;

    public bool Covers(Asset asset) => asset.Class == AssetClass.Stock;

    public async Task<IReadOnlyDictionary<Asset, decimal>> DayAgoAsync(IReadOnlyCollection<Asset> assets, CancellationToken cancel)
    {
        var found = new Dictionary<Asset, decimal>();
        foreach (var stock in assets.Where(Covers))
        {
            if (_upstream.Budget is { } budget && budget.Left < _options.Quota?.Calls / 2)
            {
                break;
            }

            var path = $"/api/v1/quote?symbol={Uri.EscapeDataString(stock.Code)}";
            var withKey = _options.ApiKey is { } key ? $"{path}&token={Uri.EscapeDataString(key)}" : path;
            var body = await _upstream.GetAsync(
                new UpstreamRequest(_options.Address.Of(withKey), MaxBytes) { ErrorIn = FinnhubAnswer.ErrorIn }, cancel).ConfigureAwait(false);
            if (JsonAnswer.Read(body, root => WireNumber.TryRead(FinnhubAnswer.Checked(root).Member("pc"), out var close, out _) ? close : 0) is > 0 and var previous)
            {
                found[stock] = previous;
            }
        }

        return found;
    }

    public void Dispose() => _upstream.Dispose();
}
