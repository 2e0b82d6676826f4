using System.Buffers;
using System.Text.Json;

namespace FxOrleans.Pricing;

/// <summary>
/// A price as JSON: the shape of <c>GET /rate</c> plus <c>kind</c>, <c>quorate</c>, <c>freshUntil</c>, and where they hold <c>derived</c>,
/// <c>degraded</c>, <c>disputed</c>, <c>wide</c>, <c>pegBroken</c>, so that whoever reads it has exactly the price that was decided. What stands in Redis and on its channels.
/// </summary>
public static class PriceJson
{
    /// <summary>The longest price is shorter than this.</summary>
    public const int MaxLength = 896;

    /// <summary>Writes the price into a buffer of at least <see cref="MaxLength"/> bytes.</summary>
    /// <param name="price">The price.</param>
    /// <param name="now">The moment for which <c>status</c> is judged; readers judge it anew.</param>
    /// <param name="maxAge">How old a live price may be.</param>
    /// <param name="destination">Too small a one is an <see cref="ArgumentException"/>.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(in Price price, DateTimeOffset now, TimeSpan maxAge, Span<byte> destination) => Write(price, now, maxAge, null, destination);

    /// <summary>The same with <c>usage</c>, and <c>reasons</c> where it is not firm; readers judge both anew too.</summary>
    public static int Write(in Price price, DateTimeOffset now, PricingPolicy policy, Span<byte> destination) =>
        Write(price, now, policy.MaxAge, UsageRule.Judge(price, policy, now), destination);

    private static int Write(in Price price, DateTimeOffset now, TimeSpan maxAge, UsageReason? reasons, Span<byte> destination)
    {
        var text = new Utf8Text(destination);
        text.Append("{\"from\":\""u8);
        text.Append(price.Pair.Base);
        text.Append("\",\"to\":\""u8);
        text.Append(price.Pair.Quote);
        text.Append("\",\"price\":"u8);
        text.Append(price.Mid);
        text.Append(",\"timestamp\":\""u8);
        text.Append(price.Timestamp);
        text.Append("\",\"bid\":"u8);
        text.Append(price.Bid);
        text.Append(",\"ask\":"u8);
        text.Append(price.Ask);
        text.Append(",\"confidence\":"u8);
        text.Append(price.Confidence);
        text.Append(",\"status\":\""u8);
        text.Append(Code(price.StatusAt(now, maxAge)));
        text.Append("\",\"sources\":"u8);
        text.Append(price.Sources);
        text.Append(",\"via\":[],\"simulated\":"u8);
        text.Append(price.Simulated);
        text.Append(",\"epoch\":"u8);
        text.Append(price.Epoch);
        text.Append(",\"sequence\":"u8);
        text.Append(price.Sequence);
        if (reasons is { } judged)
        {
            AppendUsage(ref text, judged);
        }

        text.Append(",\"kind\":\""u8);
        text.Append(Code(price.Kind));
        text.Append("\",\"quorate\":"u8);
        text.Append(price.Quorate);
        if (price.Derived)
        {
            text.Append(",\"derived\":true"u8);
        }

        if (price.Degraded > 0)
        {
            text.Append(",\"degraded\":"u8);
            text.Append(price.Degraded);
        }

        text.Append(price.Disputed ? ",\"disputed\":true"u8 : []);
        text.Append(price.Wide ? ",\"wide\":true"u8 : []);
        text.Append(price.PegBroken ? ",\"pegBroken\":true"u8 : []);
        if (price.FreshUntil == default)
        {
            text.Append(",\"freshUntil\":null}"u8);
        }
        else
        {
            text.Append(",\"freshUntil\":\""u8);
            text.Append(price.FreshUntil);
            text.Append("\"}"u8);
        }

        return text.Length;
    }

    /// <inheritdoc cref="Write(in Price, DateTimeOffset, TimeSpan, Span{byte})"/>
    public static void Write(in Price price, DateTimeOffset now, TimeSpan maxAge, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        output.Advance(Write(price, now, maxAge, output.GetSpan(MaxLength)));
    }

    /// <summary>
    /// Reads one price. False, with the reason, when it is no price that can be relied on; it never throws. Of a foreign row
    /// only <c>from</c>, <c>to</c>, <c>price</c> and <c>timestamp</c> are needed, see <see cref="PriceRow"/>.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out Price price, out string? reason)
    {
        price = default;
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reason = "It is no JSON object.";
                return false;
            }

            var made = PriceRow.Read(ref reader).TryMake(out price, out reason);
            reader.Read(); // Throws if something follows.
            return made;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            price = default;
            reason = e.Message;
            return false;
        }
    }

    /// <summary>
    /// Reads an array of prices into <paramref name="prices"/>, leaving out rows that are none. False, with the reason, when
    /// it is no JSON array; rows before the fault may then have been added. It never throws.
    /// </summary>
    /// <param name="json">The array.</param>
    /// <param name="prices">Takes the prices.</param>
    /// <param name="malformed">How many rows were left out.</param>
    /// <param name="reason">Why the array, or else the last row left out, could not be read.</param>
    public static bool TryReadAll(ReadOnlySpan<byte> json, ICollection<Price> prices, out int malformed, out string? reason)
    {
        ArgumentNullException.ThrowIfNull(prices);
        malformed = 0;
        reason = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                reason = "It is no JSON array.";
                return false;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType != JsonTokenType.StartObject)
                {
                    reader.Skip();
                    malformed++;
                    reason = "A row is no JSON object.";
                }
                else if (PriceRow.Read(ref reader).TryMake(out var price, out var fault))
                {
                    prices.Add(price);
                }
                else
                {
                    malformed++;
                    reason = fault;
                }
            }

            reader.Read();
            return true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            reason = e.Message;
            return false;
        }
    }

    private static void AppendUsage(ref Utf8Text text, UsageReason reasons)
    {
        text.Append(",\"usage\":\""u8);
        text.Append(reasons.Usage().Code());
        text.Append("\""u8);
        var codes = reasons.Codes();
        for (var i = 0; i < codes.Count; i++)
        {
            text.Append(i == 0 ? ",\"reasons\":[\""u8 : "\",\""u8);
            text.Append(codes[i]);
        }

        text.Append(codes.Count > 0 ? "\"]"u8 : []);
    }

    private static ReadOnlySpan<byte> Code(PriceStatus status) => status switch
    {
        PriceStatus.Live => "live"u8,
        PriceStatus.Indicative => "indicative"u8,
        _ => "stale"u8,
    };

    private static ReadOnlySpan<byte> Code(SourceKind kind) => kind switch
    {
        SourceKind.Live => "live"u8,
        SourceKind.Periodic => "periodic"u8,
        _ => "fixing"u8,
    };
}
