using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// What stocks cost at the last close before today's trading, one call each. It stops at half of what readers may call, which
/// history needs. Thread-safe.
/// </summary>
public sealed class FinnhubDayAgo : IDayAgoSource
{
    private const int MaxBytes = 64 * 1024;

    private readonly FinnhubOptions _options;
    private readonly Upstream _upstream;

    public FinnhubDayAgo(FinnhubOptions options, Upstreams upstreams)
    {
        _options = options;
        _upstream = upstreams.ForReaders(options);
    }

    public string Name => _options.Name;

    public bool Simulated => _options.Simulated;

    public bool Covers(Asset asset) => asset.Class == AssetClass.Stock;

    public async Task<IReadOnlyDictionary<Asset, DayAgoPrice>> DayAgoAsync(IReadOnlyCollection<Asset> assets, CancellationToken cancel)
    {
        var found = new Dictionary<Asset, DayAgoPrice>();
        foreach (var stock in assets.Where(Covers))
        {
            if (_upstream.Budget is { } budget && budget.Left < budget.Calls / 2)
            {
                break;
            }

            var path = $"/api/v1/quote?symbol={Uri.EscapeDataString(stock.Code)}";
            var withKey = _options.ApiKey is { } key ? $"{path}&token={Uri.EscapeDataString(key)}" : path;
            var request = new UpstreamRequest(_options.Address.Of(withKey), MaxBytes) { ErrorIn = FinnhubAnswer.ErrorIn };
            if (await _upstream.GetAsync(request, Previous, cancel).ConfigureAwait(false) is { } previous)
            {
                found[stock] = previous;
            }
        }

        return found;
    }

    private static DayAgoPrice? Previous(ReadOnlyMemory<byte> body) => JsonAnswer.Read(body, root =>
        WireNumber.TryReadPrice(FinnhubAnswer.Checked(root).Member("pc"), out var close) && WireNumber.TryReadPrice(root.Member("c"), out var now)
            ? new DayAgoPrice(close, now)
            : (DayAgoPrice?)null);
}
