using System.Text.Json;
using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>The answers of the price platform as JSON: what the API's description shows is what is written. Thread-safe.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(SeriesResponse))]
[JsonSerializable(typeof(SeriesRowResponse))]
[JsonSerializable(typeof(OfficialMonth))]
[JsonSerializable(typeof(OfficialResponse))]
[JsonSerializable(typeof(OfficialRowResponse))]
[JsonSerializable(typeof(HistoryResponse))]
[JsonSerializable(typeof(OhlcvResponse))]
[JsonSerializable(typeof(CoinsResponse))]
[JsonSerializable(typeof(PriceResponse))]
[JsonSerializable(typeof(PriceRow))]
[JsonSerializable(typeof(BatchResponse))]
internal sealed partial class PlatformJson : JsonSerializerContext;
