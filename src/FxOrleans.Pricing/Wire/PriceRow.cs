using System.Text.Json;

namespace FxOrleans.Pricing;

/// <summary>
/// The fields of one JSON row as they are read, and the price that they make. Unknown fields are ignored, and so are those
/// that only repeat what others say (<c>via</c>, <c>usage</c>, <c>reasons</c>; <c>status</c> where <c>kind</c> is given). A foreign row without
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
    private bool? _simulated;
    private bool? _derived;
    private bool? _disputed;
    private bool? _wide;
    private bool? _pegBroken;
    private long _degraded;
    private long _sources;
    private long _epoch;
    private long _sequence;
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
            Simulated = _simulated ?? false,
            Derived = _derived ?? false,
            Degraded = (int)_degraded,
            Disputed = _disputed ?? false,
            Wide = _wide ?? false,
            PegBroken = _pegBroken ?? false,
            Epoch = _epoch,
            Sequence = _epoch == 0 && _sequence == 0 ? Math.Max(0, timestamp.ToUnixTimeMilliseconds()) : _sequence,
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
            Check(JsonField.TryAsset(ref reader, out _from), "from");
        }
        else if (reader.ValueTextEquals("to"u8))
        {
            Check(JsonField.TryAsset(ref reader, out _to), "to");
        }
        else if (reader.ValueTextEquals("price"u8))
        {
            Check(JsonField.TryNumber(ref reader, out _mid), "price");
        }
        else if (reader.ValueTextEquals("timestamp"u8))
        {
            Check(JsonField.TryTime(ref reader, out _timestamp), "timestamp");
        }
        else if (reader.ValueTextEquals("bid"u8))
        {
            Check(JsonField.TryNumber(ref reader, out _bid), "bid");
        }
        else if (reader.ValueTextEquals("ask"u8))
        {
            Check(JsonField.TryNumber(ref reader, out _ask), "ask");
        }
        else if (reader.ValueTextEquals("confidence"u8))
        {
            Check(JsonField.TryNumber(ref reader, out _confidence) && _confidence is not < 0, "confidence");
        }
        else if (reader.ValueTextEquals("sources"u8))
        {
            Check(JsonField.TryWhole(ref reader, int.MaxValue, ref _sources), "sources");
        }
        else if (reader.ValueTextEquals("simulated"u8))
        {
            Check(JsonField.TryFlag(ref reader, out _simulated), "simulated");
        }
        else if (reader.ValueTextEquals("epoch"u8))
        {
            Check(JsonField.TryWhole(ref reader, Limit, ref _epoch), "epoch");
        }
        else if (reader.ValueTextEquals("sequence"u8))
        {
            Check(JsonField.TryWhole(ref reader, Limit, ref _sequence), "sequence");
        }
        else if (reader.ValueTextEquals("kind"u8))
        {
            Check(JsonField.TryKind(ref reader, out _kind), "kind");
        }
        else if (reader.ValueTextEquals("derived"u8))
        {
            Check(JsonField.TryFlag(ref reader, out _derived), "derived");
        }
        else if (reader.ValueTextEquals("degraded"u8))
        {
            Check(JsonField.TryWhole(ref reader, int.MaxValue, ref _degraded), "degraded");
        }
        else if (reader.ValueTextEquals("disputed"u8))
        {
            Check(JsonField.TryFlag(ref reader, out _disputed), "disputed");
        }
        else if (reader.ValueTextEquals("wide"u8))
        {
            Check(JsonField.TryFlag(ref reader, out _wide), "wide");
        }
        else if (reader.ValueTextEquals("pegBroken"u8))
        {
            Check(JsonField.TryFlag(ref reader, out _pegBroken), "pegBroken");
        }
        else if (reader.ValueTextEquals("quorate"u8))
        {
            Check(JsonField.TryFlag(ref reader, out _quorate), "quorate");
        }
        else if (reader.ValueTextEquals("freshUntil"u8))
        {
            Check(JsonField.TryTime(ref reader, out _freshUntil), "freshUntil");
            _neverFresh = _freshUntil is null;
        }
        else if (reader.ValueTextEquals("status"u8))
        {
            _status = JsonField.Status(ref reader);
        }
        else
        {
            reader.Read();
            reader.Skip();
        }
    }

    private void Check(bool valid, string field)
    {
        if (!valid)
        {
            _fault ??= $"{field} is not valid.";
        }
    }
}
