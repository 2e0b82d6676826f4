using System.Text.Json;

namespace FxOrleans.Pricing;

/// <summary>
/// The fields of one JSON row as they are read, and the price that they make. Unknown fields are ignored, and so are those
/// that only repeat what others say (<c>via</c>; <c>status</c> where <c>kind</c> is given). A foreign row without
/// <c>kind</c> is a periodic price, good for five minutes, unless its <c>status</c> says that it was live or stale.
/// </summary>
internal ref struct PriceRow
{
    /// <summary>2^53: whole numbers up to it are exact wherever JSON is read.</summary>
    private const long Limit = 1L << 53;

    private static readonly TimeSpan ForeignFreshFor = TimeSpan.FromMinutes(5);

    // An unknown confidence is taken to be 0.1 %: wider than any liquid pair's spread, so that it never looks too sure.
    private const decimal ForeignConfidence = 0.001m;

    private Asset? _from;
    private Asset? _to;
    private decimal? _mid;
    private decimal? _bid;
    private decimal? _ask;
    private decimal? _confidence;
    private DateTimeOffset? _timestamp;
    private DateTimeOffset? _freshUntil;
    private bool _neverFresh;
    private PriceStatus? _status;
    private SourceKind? _kind;
    private bool? _quorate;
    private bool _simulated;
    private long _sources;
    private long _epoch;
    private long? _sequence;
    private string? _fault;

    /// <summary>Reads from the object's start to its end, also past fields that are wrong.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static PriceRow Read(ref Utf8JsonReader reader)
    {
        var row = new PriceRow { _sources = 1 };
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            row.ReadField(ref reader);
        }

        return row;
    }

    /// <summary>The price, or why it is none.</summary>
    public readonly bool TryMake(out Price price, out string? reason)
    {
        price = default;
        reason = _fault ?? Missing();
        if (reason is not null)
        {
            return false;
        }

        var mid = _mid!.Value;
        var bid = _bid ?? mid;
        var ask = _ask ?? mid;
        if (ReferenceEquals(_from, _to) || bid <= 0 || bid > mid || ask < mid)
        {
            reason = ReferenceEquals(_from, _to) ? "from and to are the same." : "It does not hold that 0 < bid ≤ price ≤ ask.";
            return false;
        }

        var timestamp = _timestamp!.Value;
        price = new Price
        {
            Pair = new CurrencyPair(_from!, _to!),
            Mid = mid,
            Bid = bid,
            Ask = ask,
            Confidence = _confidence ?? mid * ForeignConfidence,
            Timestamp = timestamp,
            Kind = _kind ?? (_status == PriceStatus.Live ? SourceKind.Live : SourceKind.Periodic),
            Quorate = _quorate ?? _status == PriceStatus.Live,
            FreshUntil = _freshUntil ?? (_neverFresh ? default : ForeignUntil(timestamp)),
            Sources = (int)_sources,
            Simulated = _simulated,
            Epoch = _epoch,
            Sequence = _sequence ?? (_epoch == 0 ? Math.Max(0, timestamp.ToUnixTimeMilliseconds()) : 0),
        };
        return true;
    }

    // A row that called itself stale is not made fresh by being read.
    private readonly DateTimeOffset ForeignUntil(DateTimeOffset timestamp) =>
        _kind is null && _status == PriceStatus.Stale ? timestamp
        : timestamp > DateTimeOffset.MaxValue - ForeignFreshFor ? DateTimeOffset.MaxValue
        : timestamp + ForeignFreshFor;

    private readonly string? Missing() =>
        _from is null ? "from is missing."
        : _to is null ? "to is missing."
        : _mid is null ? "price is missing."
        : _timestamp is null ? "timestamp is missing."
        : null;

    private void ReadField(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("from"u8))
        {
            _from = Code(ref reader, "from");
        }
        else if (reader.ValueTextEquals("to"u8))
        {
            _to = Code(ref reader, "to");
        }
        else if (reader.ValueTextEquals("price"u8))
        {
            _mid = Number(ref reader, "price");
        }
        else if (reader.ValueTextEquals("timestamp"u8))
        {
            _timestamp = Time(ref reader, "timestamp");
        }
        else if (reader.ValueTextEquals("bid"u8))
        {
            _bid = Number(ref reader, "bid");
        }
        else if (reader.ValueTextEquals("ask"u8))
        {
            _ask = Number(ref reader, "ask");
        }
        else if (reader.ValueTextEquals("confidence"u8))
        {
            _confidence = Number(ref reader, "confidence");
            Check(_confidence is not < 0, "confidence");
        }
        else if (reader.ValueTextEquals("sources"u8))
        {
            _sources = Whole(ref reader, "sources", int.MaxValue, missing: 1);
        }
        else if (reader.ValueTextEquals("simulated"u8))
        {
            _simulated = Flag(ref reader, "simulated") ?? false;
        }
        else if (reader.ValueTextEquals("epoch"u8))
        {
            _epoch = Whole(ref reader, "epoch", Limit, missing: 0);
        }
        else if (reader.ValueTextEquals("sequence"u8))
        {
            _sequence = Whole(ref reader, "sequence", Limit, missing: 0);
        }
        else if (reader.ValueTextEquals("kind"u8))
        {
            ReadKind(ref reader);
        }
        else if (reader.ValueTextEquals("quorate"u8))
        {
            _quorate = Flag(ref reader, "quorate");
        }
        else if (reader.ValueTextEquals("freshUntil"u8))
        {
            _freshUntil = Time(ref reader, "freshUntil");
            _neverFresh = _freshUntil is null;
        }
        else if (reader.ValueTextEquals("status"u8))
        {
            ReadStatus(ref reader);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void ReadKind(ref Utf8JsonReader reader)
    {
        if (HasValue(ref reader))
        {
            _kind = !IsText(ref reader) ? null
                : reader.ValueTextEquals("live"u8) ? SourceKind.Live
                : reader.ValueTextEquals("periodic"u8) ? SourceKind.Periodic
                : reader.ValueTextEquals("fixing"u8) ? SourceKind.DailyFixing
                : null;
            Check(_kind is not null, "kind");
        }
    }

    // A status that is not known is no fault: it only repeats what the other fields say.
    private void ReadStatus(ref Utf8JsonReader reader)
    {
        if (HasValue(ref reader) && IsText(ref reader))
        {
            _status = reader.ValueTextEquals("live"u8) ? PriceStatus.Live
                : reader.ValueTextEquals("stale"u8) ? PriceStatus.Stale
                : PriceStatus.Indicative;
        }
    }

    private Asset? Code(ref Utf8JsonReader reader, string field)
    {
        Asset? asset = null;
        if (HasValue(ref reader))
        {
            // Six bytes can stand for one character, as in "\u0055SD".
            Span<char> code = stackalloc char[6 * AssetCatalog.MaxCodeLength];
            Check(
                IsText(ref reader) && reader.ValueSpan.Length <= code.Length
                    && AssetCatalog.TryGet(code[..reader.CopyString(code)], out asset),
                field);
        }

        return asset;
    }

    private decimal? Number(ref Utf8JsonReader reader, string field)
    {
        decimal value = 0;
        var given = HasValue(ref reader);
        if (given)
        {
            Check(reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out value), field);
        }

        return given ? value : null;
    }

    private long Whole(ref Utf8JsonReader reader, string field, long limit, long missing)
    {
        var value = missing;
        if (HasValue(ref reader))
        {
            Check(reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out value) && value >= 0 && value <= limit, field);
        }

        return value;
    }

    private bool? Flag(ref Utf8JsonReader reader, string field)
    {
        var given = HasValue(ref reader);
        Check(!given || reader.TokenType is JsonTokenType.True or JsonTokenType.False, field);
        return given ? reader.TokenType == JsonTokenType.True : null;
    }

    private DateTimeOffset? Time(ref Utf8JsonReader reader, string field)
    {
        DateTimeOffset value = default;
        var given = HasValue(ref reader);
        if (given)
        {
            Check(WireTime.TryRead(ref reader, out value), field);
        }

        return given ? value : null;
    }

    // Steps onto the value. Null counts as not given. What is no plain value is skipped, and then no longer of a plain type.
    private static bool HasValue(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        return reader.TokenType != JsonTokenType.Null;
    }

    private static bool IsText(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String;

    private void Check(bool valid, string field)
    {
        if (!valid)
        {
            _fault ??= $"{field} is not valid.";
        }
    }
}
