using System.Text.Json;
using System.Text.Json.Serialization;

namespace FxOrleans.PricePlatform;

/// <summary>The messages of <c>/api/ws/prices</c> as JSON. Thread-safe.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(ServerMessages.ConnectedMessage))]
[JsonSerializable(typeof(ServerMessages.PongMessage))]
[JsonSerializable(typeof(ServerMessages.ErrorMessage))]
[JsonSerializable(typeof(ServerMessages.ChangedMessage))]
[JsonSerializable(typeof(ServerMessages.SubscriptionsMessage))]
[JsonSerializable(typeof(ServerMessages.PriceUpdateMessage))]
internal sealed partial class SocketJson : JsonSerializerContext;
