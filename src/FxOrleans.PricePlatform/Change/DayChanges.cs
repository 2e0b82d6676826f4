using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>
/// How prices moved over 24 hours: against what the service recorded a day ago, else what another node tells, else what upstreams tell
/// of both sides in dollars. A real price is never compared with a made-up one. Reads take no lock and ask nobody. Thread-safe.
/// </summary>
public sealed class DayChanges(AssetsDayAgo assets, TimeProvider time, IPriceRecord? record = null)
{
    /// <summary>Pairs remembered at most: beyond that all are forgotten and learnt again.</summary>
    private const int MostPairs = 20_000;

    /// <summary>Pairs that the record is asked for at a time.</summary>
    private const int MostAtOnce = 256;

    /// <summary>Two sources that mean different things by one name differ by much more; a market that moves, by less.</summary>
    private const double SameLevel = 0.2;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    /// <summary>How long another node's word counts.</summary>
    private static readonly TimeSpan TellingLife = TimeSpan.FromMinutes(5);

    /// <summary>How much older than a day a recorded price may be: markets close for long weekends, coins never.</summary>
    private static readonly TimeSpan LongWeekend = TimeSpan.FromDays(4);

    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private static readonly DayAgo Dollar = new(1, 1, false, default, TimeSpan.MaxValue);

    private readonly ConcurrentDictionary<(Asset From, Asset To), DayAgo> _recorded = new();
    private readonly ConcurrentDictionary<(Asset From, Asset To), DayAgo> _told = new();

    /// <summary>The change of that price; null while nobody knows what it cost a day ago.</summary>
    public PriceChange? Of(Rate rate)
    {
        if (rate.From == rate.To)
        {
            return new PriceChange(0, 0);
        }

        if (IsInForceSinceYesterday(rate))
        {
            return new PriceChange(0, 0);
        }

        if (Before(rate) is not { } before || before <= 0 || (double)rate.Mid / (double)before is < 1e-9 or > 1e9)
        {
            return null;
        }

        var amount = RatePrecision.Round(rate.Mid - before, RatePrecision.Derived);
        return new PriceChange(amount, RatePrecision.Trim(Math.Round((rate.Mid - before) / before * 100, 4, MidpointRounding.ToEven)));
    }

    // A fixing before a weekend, or the last price of a market that is closed. A coin's market never is: there it is merely old.
    private bool IsInForceSinceYesterday(Rate rate) =>
        rate.Via.Count == 0 && rate.From.Class != AssetClass.Coin && rate.To.Class != AssetClass.Coin && time.GetUtcNow() - rate.Timestamp >= Day;

    /// <summary>Finds out what those cost a day ago where it is not known.</summary>
    public async Task LearnAsync(IReadOnlyCollection<(Asset From, Asset To)> pairs, CancellationToken cancel)
    {
        (Asset From, Asset To)[] asked = [.. pairs.Where(pair => pair.From != pair.To).Distinct()];
        await ReadRecordAsync(asked, cancel).ConfigureAwait(false);
        await assets.LearnAsync(
            asked.Where(pair => _recorded.GetValueOrDefault(pair)?.Price is null).SelectMany(pair => new[] { pair.From, pair.To }).ToHashSet(), cancel).ConfigureAwait(false);
    }

    /// <summary>Takes another node's word for what a pair cost a day ago.</summary>
    public void Tell(CurrencyPair pair, decimal price, bool simulated) =>
        Keep(_told, (pair.Base, pair.Quote), new DayAgo(price is >= Quote.Min and <= Quote.Max ? price : null, null, simulated, Now, TellingLife));

    private TimeSpan Now => time.GetElapsedTime(0);

    private decimal? Before(Rate rate)
    {
        var pair = (rate.From, rate.To);
        if (_recorded.TryGetValue(pair, out var recorded) && recorded.Price is { } own && recorded.Simulated == rate.Simulated)
        {
            return own;
        }

        if (_told.TryGetValue(pair, out var told) && !told.IsDue(Now) && told.Simulated == rate.Simulated)
        {
            return told.Price;
        }

        return InDollars(rate.From, rate.Simulated) is { Price: { } from } asset && InDollars(rate.To, rate.Simulated) is { Price: { } to } quote
            && IsOfOneLevel((double)rate.Mid, (double?)asset.Level / (double?)quote.Level)
            ? RatePrecision.Round(from / to, RatePrecision.Derived)
            : null;
    }

    private DayAgo? InDollars(Asset asset, bool simulated) => asset == AssetCatalog.Usd ? Dollar
        : assets.Find(asset) is { } known && known.Simulated == simulated ? known : null;

    // A change is never taken between two sources that disagree about what it is a change of.
    private static bool IsOfOneLevel(double price, double? level) => level is not { } known || Math.Max(price, known) / Math.Min(price, known) <= 1 + SameLevel;

    /// <summary>Reads what is due to be read, many pairs at a time.</summary>
    private async Task ReadRecordAsync((Asset From, Asset To)[] asked, CancellationToken cancel)
    {
        if (record is null)
        {
            return;
        }

        foreach (var due in asked.Where(pair => _recorded.GetValueOrDefault(pair)?.IsDue(Now) ?? true).Chunk(MostAtOnce))
        {
            var at = time.GetUtcNow() - Day;
            var found = await record.PricesAsync([.. due.Select(pair => new CurrencyPair(pair.From, pair.To))], at, cancel).ConfigureAwait(false);
            foreach (var (pair, price) in due.Zip(found))
            {
                var isNear = price is not null && at - price.At <= (pair.From.Class == AssetClass.Coin || pair.To.Class == AssetClass.Coin ? Pause : LongWeekend);
                Keep(_recorded, pair, new DayAgo(isNear ? price!.Mid : null, null, price?.Simulated ?? false, Now, Life));
            }
        }
    }

    private static void Keep(ConcurrentDictionary<(Asset From, Asset To), DayAgo> kept, (Asset From, Asset To) pair, DayAgo value)
    {
        if (kept.Count >= MostPairs)
        {
            kept.Clear();
        }

        kept[pair] = value;
    }
}
