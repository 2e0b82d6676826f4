using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using FxOrleans.Pricing;
using FxOrleans.Serving.Rates;

namespace FxOrleans.PricePlatform;

/// <summary>Current prices off the board with their change over 24 hours, as the price platform writes them. Thread-safe.</summary>
public sealed class PriceRows(RateBoard board, DayChanges changes, TimeProvider time, ISharedCache? shared = null)
{
    /// <summary>A price in the shared cache is written anew at most so often.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private const int MostNoted = 20_000;

    private readonly ConditionalWeakTable<EncodedRate, MemberBytes> _members = [];
    private readonly ConcurrentDictionary<string, long> _written = new(StringComparer.Ordinal);

    /// <summary>The symbol's price as it is now; null when nobody prices it.</summary>
    public EncodedRate? Read(PriceSymbol symbol) => RateReading.Read(board, symbol.From, symbol.To);

    /// <summary>The price as a JSON object without its symbol; the same bytes for everybody until the price or its change is another.</summary>
    public byte[] Members(EncodedRate price)
    {
        var change = changes.Of(price.Rate);
        if (_members.TryGetValue(price, out var known) && known.Change == change)
        {
            return known.Json;
        }

        var made = new MemberBytes(change, JsonSerializer.SerializeToUtf8Bytes(Row(price, change), PlatformJson.Default.PriceRow));
        _members.AddOrUpdate(price, made);
        return made.Json;
    }

    /// <summary>The price with its symbol, which is also left where other nodes' readers look for it.</summary>
    public PriceResponse Answer(PriceSymbol symbol, EncodedRate price)
    {
        var answer = PriceResponse.Of(symbol.Name, Row(price, changes.Of(price.Rate)));
        if (IsDue(symbol))
        {
            shared!.Put(CacheKey.Price(symbol.Key), JsonSerializer.SerializeToUtf8Bytes(answer, PlatformJson.Default.PriceResponse));
        }

        return answer;
    }

    private static PriceRow Row(EncodedRate price, PriceChange? change) =>
        new(price.Rate.Mid, change?.Amount, change?.Percent, price.Rate.Timestamp, RateJson.StatusText(price.Status), price.Rate.Simulated);

    private bool IsDue(PriceSymbol symbol)
    {
        if (shared is null || symbol.Name != symbol.Key || (_written.TryGetValue(symbol.Key, out var at) && time.GetElapsedTime(at) < Again))
        {
            return false;
        }

        if (_written.Count >= MostNoted)
        {
            _written.Clear();
        }

        _written[symbol.Key] = time.GetTimestamp();
        return true;
    }

    private sealed record MemberBytes(PriceChange? Change, byte[] Json);
}
