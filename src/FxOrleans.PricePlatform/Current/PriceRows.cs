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

        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            WriteMembers(json, price);
            json.WriteEndObject();
        }

        var made = new MemberBytes(change, buffer.ToArray());
        _members.AddOrUpdate(price, made);
        return made.Json;
    }

    /// <summary>The price as JSON, which is also left where other nodes' readers look for it.</summary>
    public byte[] Write(PriceSymbol symbol, EncodedRate price)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("symbol", symbol.Name);
            WriteMembers(json, price);
            json.WriteEndObject();
        }

        var body = buffer.ToArray();
        Share(symbol, body);
        return body;
    }

    /// <summary>Writes what a price has beside its symbol, into an object that is open.</summary>
    public void WriteMembers(Utf8JsonWriter json, EncodedRate price)
    {
        json.WriteNumber("price", price.Rate.Mid);
        WriteChange(json, price.Rate);
        json.WriteString("timestamp", RateJson.Format(price.Rate.Timestamp));
        json.WriteString("status", RateJson.StatusText(price.Status));
        json.WriteBoolean("simulated", price.Rate.Simulated);
    }

    /// <summary>Writes <c>change</c> and <c>change_percent</c>; null where nobody knows them.</summary>
    public void WriteChange(Utf8JsonWriter json, Rate rate)
    {
        if (changes.Of(rate) is { } change)
        {
            json.WriteNumber("change", change.Amount);
            json.WriteNumber("change_percent", change.Percent);
        }
        else
        {
            json.WriteNull("change");
            json.WriteNull("change_percent");
        }
    }

    private void Share(PriceSymbol symbol, byte[] body)
    {
        if (shared is null || symbol.Name != symbol.Key)
        {
            return;
        }

        if (_written.TryGetValue(symbol.Key, out var at) && time.GetElapsedTime(at) < Again)
        {
            return;
        }

        if (_written.Count >= MostNoted)
        {
            _written.Clear();
        }

        _written[symbol.Key] = time.GetTimestamp();
        shared.Put(CacheKey.Price(symbol.Key), body);
    }

    private sealed record MemberBytes(PriceChange? Change, byte[] Json);
}
