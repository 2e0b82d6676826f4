using FxOrleans.Pricing;

namespace FxOrleans.Load.Servers;

/// <summary>The price of each tick, made up: as long as real ones, <c>step</c> after the one before, and its sequence is the tick's number.</summary>
internal sealed class MadePrices(int pairs, decimal step = 0.00000001m)
{
    private const long Epoch = 1_790_000_000_000;

    /// <summary>The dollar against that many assets, the majors first.</summary>
    public IReadOnlyList<CurrencyPair> Pairs { get; } =
    [
        .. new[] { "EUR", "GBP", "JPY", "CHF", "CAD" }.Select(AssetCatalog.Get)
            .Union(AssetCatalog.All).Where(asset => asset != AssetCatalog.Usd).Take(pairs)
            .Select(asset => new CurrencyPair(AssetCatalog.Usd, asset)),
    ];

    public Price Of(long tick)
    {
        var mid = 0.88022588m + (tick % 997 * step);
        return new Price
        {
            Pair = Pairs[(int)(tick % Pairs.Count)],
            Mid = mid,
            Bid = mid - 0.00004m,
            Ask = mid + 0.00004m,
            Confidence = 0.0000881m,
            Timestamp = TimeProvider.System.GetUtcNow(),
            Kind = SourceKind.Live,
            Quorate = true,
            Sources = 3,
            Simulated = true,
            Epoch = Epoch,
            Sequence = tick,
        };
    }
}
