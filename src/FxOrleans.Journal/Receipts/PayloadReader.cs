using System.Text.Json;
using System.Text.Json.Nodes;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>Reads the evidence out of a payload <c>fxr/1</c>. Members that it does not know are left alone.</summary>
internal static class PayloadReader
{
    private static readonly string[] Refusing = ["stale", "disputed", "peg_broken"];

    /// <summary>The evidence, the price as the payload states it.</summary>
    /// <exception cref="FormatException">A member is missing or not written as receipts write it; the message names it.</exception>
    public static PriceEvidence Read(JsonObject payload)
    {
        var policy = PolicyText.Read(Object(payload, "policy"));
        var legs = List(payload, "legs");
        var direct = legs.Count == 0;
        if (direct != payload["market"] is JsonObject)
        {
            throw new FormatException(direct ? "There is neither a market nor a leg." : "There are both a market and legs.");
        }

        var evidence = direct
            ? [Leg(Object(payload, "market"), payload, policy)]
            : legs.Select(leg => leg is JsonObject json ? Leg(json, json, policy) : throw new FormatException("A leg is no object.")).ToArray();
        var pair = Pair(payload);
        var quorate = Array.TrueForAll(evidence, leg => leg.Record.Price is { Kind: SourceKind.Live, Quorate: true });
        var rate = new Rate
        {
            From = pair.Base,
            To = pair.Quote,
            Mid = Positive(payload, "price"),
            Bid = Positive(payload, "bid"),
            Ask = Positive(payload, "ask"),
            Confidence = ReceiptText.Decimal(Text(payload, "confidence")),
            Timestamp = ReceiptText.Time(Text(payload, "timestamp")),
            StaleAt = evidence.Min(leg => leg.Record.Price!.Value.StaleAt(policy.MaxAge)),
            FreshStatus = quorate ? PriceStatus.Live : PriceStatus.Indicative,
            Sources = checked((int)ReceiptText.Whole(Text(payload, "sources"))),
            Via = [.. List(payload, "via").Select(bridge => Known(bridge is JsonValue code && code.GetValueKind() == JsonValueKind.String ? code.GetValue<string>() : ""))],
            Simulated = Flag(payload, "simulated"),
            Epoch = ReceiptText.Whole(Text(payload, "epoch")),
            Sequence = ReceiptText.Whole(Text(payload, "sequence")),
        };
        var whole = new PriceEvidence(rate, evidence);
        return Text(payload, "at") != ReceiptText.Of(whole.At) ? throw new FormatException("'at' is not when the youngest decision was taken.")
            : Text(payload, "status") != PayloadWriter.Code(whole.Status) ? throw new FormatException($"The status is '{Text(payload, "status")}', the evidence gives '{PayloadWriter.Code(whole.Status)}'.")
            : UsageFault(payload, whole) is { } fault ? throw new FormatException(fault)
            : whole;
    }

    // Reasons are the engine's judgement, in part by the calendars of markets: told, and held against what the evidence shows.
    private static string? UsageFault(JsonObject payload, PriceEvidence whole)
    {
        var reasons = List(payload, "reasons").Select(reason => reason is JsonValue code && code.GetValueKind() == JsonValueKind.String ? code.GetValue<string>() : "").ToArray();
        var usage = Array.Exists(reasons, reason => Array.IndexOf(Refusing, reason) >= 0) ? "refuse" : reasons.Length > 0 ? "indicative" : "firm";
        return Text(payload, "usage") != usage ? $"The usage is '{Text(payload, "usage")}', its reasons make it '{usage}'."
            : whole.Status == PriceStatus.Stale && !reasons.Contains("stale") ? "It is stale, and 'stale' is none of its reasons."
            : whole.Legs.Any(leg => leg.Record.Price!.Value.Disputed) && !reasons.Contains("disputed") ? "It is disputed, and 'disputed' is none of its reasons."
            : null;
    }

    /// <summary>A member that must be a string.</summary>
    /// <exception cref="FormatException">It is missing or something else.</exception>
    public static string Text(JsonObject json, string name) =>
        json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : throw Missing(name, "string");

    /// <summary>A member that must be an object.</summary>
    /// <exception cref="FormatException">It is missing or something else.</exception>
    public static JsonObject Object(JsonObject json, string name) => json[name] as JsonObject ?? throw Missing(name, "object");

    private static LegEvidence Leg(JsonObject market, JsonObject beside, PricingPolicy policy)
    {
        var pair = Pair(market);
        var price = new Price
        {
            Pair = pair,
            Mid = Positive(market, "price"),
            Bid = Positive(market, "bid"),
            Ask = Positive(market, "ask"),
            Confidence = ReceiptText.Decimal(Text(market, "confidence")),
            Timestamp = ReceiptText.Time(Text(market, "timestamp")),
            Kind = Kind(market),
            Quorate = Flag(market, "quorate"),
            Degraded = checked((int)ReceiptText.Whole(Text(market, "degraded"))),
            Disputed = Flag(market, "disputed"),
            Wide = Flag(market, "wide"),
            PegBroken = Flag(market, "peg_broken"),
            FreshUntil = ReceiptText.Time(Text(market, "fresh_until")),
            Sources = checked((int)ReceiptText.Whole(Text(market, "sources"))),
            Simulated = Flag(market, "simulated"),
            Epoch = ReceiptText.Whole(Text(market, "epoch")),
            Sequence = ReceiptText.Whole(Text(market, "sequence")),
        };
        var quotes = List(beside, "quotes").Select(quote => quote is JsonObject json ? Quote(json) : throw new FormatException("A quote is no object.")).ToArray();
        var record = new Explanation(pair, price, quotes, [], policy)
        {
            ConsensusDiagnostics = Learned(Object(beside, "learned")),
            At = ReceiptText.Time(Text(market, "at")),
        };
        var leg = new LegEvidence(record, Flag(market, "inverted"));
        return market["rests_on"] is null ? leg : leg with { RestsOn = Earlier(record, Object(market, "rests_on")) };
    }

    // The quotes beside it are that decision's.
    private static Explanation Earlier(Explanation record, JsonObject json) => record with
    {
        Price = record.Price!.Value with
        {
            Epoch = ReceiptText.Whole(Text(json, "epoch")),
            Sequence = ReceiptText.Whole(Text(json, "sequence")),
            Quorate = Flag(json, "quorate"),
        },
        At = ReceiptText.Time(Text(json, "at")),
    };

    private static QuoteView Quote(JsonObject json) => new(
        Text(json, "provider"),
        Positive(json, "value"),
        ReceiptText.Time(Text(json, "timestamp")),
        ReceiptText.Seconds(Text(json, "age")),
        ReceiptText.Double(Text(json, "weight")),
        Flag(json, "kept"),
        json.ContainsKey("reason") && json["reason"] is null ? null : Text(json, "reason"))
    {
        Bid = Positive(json, "bid"),
        Ask = Positive(json, "ask"),
        Kind = Kind(json),
        Group = Text(json, "group"),
        Trust = ReceiptText.Double(Text(json, "trust")),
        Quality = ReceiptText.Double(Text(json, "quality")),
    };

    private static ConsensusDiagnostics Learned(JsonObject json) => new()
    {
        Centre = Ratio(json, "centre"),
        Scale = Ratio(json, "scale"),
        Threshold = Ratio(json, "threshold"),
        Doubt = Ratio(json, "doubt"),
        Uncertainty = new Uncertainty(Ratio(json, "deviation"), Ratio(json, "freedom"), Ratio(json, "variance")),
        Confirmed = Flag(json, "confirmed"),
        Disputed = Flag(json, "disputed"),
        Held = Flag(json, "held"),
    };

    private static double Ratio(JsonObject json, string name) => json.ContainsKey(name) && json[name] is null ? double.NaN : ReceiptText.Double(Text(json, name));

    private static decimal Positive(JsonObject json, string name) =>
        ReceiptText.Decimal(Text(json, name)) is > 0 and var value ? value : throw new FormatException($"'{name}' is not above 0.");

    private static bool Flag(JsonObject json, string name) => (json[name] as JsonValue)?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Missing(name, "boolean"),
    };

    private static JsonArray List(JsonObject json, string name) => json[name] as JsonArray ?? throw Missing(name, "array");

    // As it is written, in one way only.
    private static CurrencyPair Pair(JsonObject json) => CurrencyPair.TryParse(Text(json, "pair"), out var pair) && pair.ToString() == Text(json, "pair")
        ? pair
        : throw new FormatException("The pair is none of two known assets.");

    private static SourceKind Kind(JsonObject json) => Text(json, "kind") switch
    {
        "live" => SourceKind.Live,
        "periodic" => SourceKind.Periodic,
        "fixing" => SourceKind.Fixing,
        var other => throw new FormatException($"There is no kind '{other}'."),
    };

    private static Asset Known(string code) => AssetCatalog.TryGet(code, out var asset) && asset.Code == code ? asset : throw new FormatException("A bridge is no known asset.");

    private static FormatException Missing(string name, string type) => new($"'{name}' is missing or no {type}.");
}
