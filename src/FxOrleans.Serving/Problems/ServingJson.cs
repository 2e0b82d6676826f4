using System.Text.Json;
using System.Text.Json.Serialization;
using FxOrleans.Pricing;
using FxOrleans.Serving.Convert;
using FxOrleans.Serving.Currencies;
using FxOrleans.Serving.Explain;
using FxOrleans.Serving.Health;
using FxOrleans.Serving.Latest;
using FxOrleans.Serving.Pegs;
using FxOrleans.Serving.Receipts;
using FxOrleans.Serving.WhatIf;

namespace FxOrleans.Serving;

/// <summary>
/// Answers as JSON: what the API's description shows is what is written. By hand are only the rate itself, since every tick is encoded
/// (<see cref="RateJson"/>), and the price in Redis. Thread-safe.
/// </summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(AssetResponse[]))]
[JsonSerializable(typeof(Conversion))]
[JsonSerializable(typeof(ExplanationResponse))]
[JsonSerializable(typeof(LatestResponse))]
[JsonSerializable(typeof(LiveResponse))]
[JsonSerializable(typeof(ReadyResponse))]
[JsonSerializable(typeof(NotReadyResponse))]
[JsonSerializable(typeof(PegResponse[]))]
[JsonSerializable(typeof(PegEvent))]
[JsonSerializable(typeof(VerificationResponse))]
[JsonSerializable(typeof(CheckpointResponse))]
[JsonSerializable(typeof(ConsistencyResponse))]
[JsonSerializable(typeof(LogProof))]
[JsonSerializable(typeof(string))] // What a reason or a state holds as an object.
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(WhatIfResponse))]
internal sealed partial class ServingJson : JsonSerializerContext;
