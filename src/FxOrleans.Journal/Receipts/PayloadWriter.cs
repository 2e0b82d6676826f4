using System.Reflection;
using System.Text.Json.Nodes;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>Writes a price and its evidence as the payload <c>fxr/1</c>; <c>docs/receipts.md</c> says what each member means.</summary>
internal static class PayloadWriter
{
    /// <summary>The version of the payload.</summary>
    public const string Version = "fxr/1";

    /// <summary>The engine that decided: this build's version and commit.</summary>
    public static readonly string Engine = "FxOrleans "
        + (typeof(PairPrice).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0");

    /// <summary>The payload in the form of RFC 8785, UTF-8.</summary>
    public static byte[] Write(PriceEvidence evidence, string issuer) => CanonicalJson.Encode(Payload(evidence, issuer));

    /// <summary>The payload.</summary>
    public static JsonObject Payload(PriceEvidence evidence, string issuer)
    {
        var rate = evidence.Rate;
        var direct = evidence.Legs is [var only] ? only : null;
        var policy = PolicyText.Write(evidence.Policy);
        return new JsonObject
        {
            ["v"] = Version,
            ["iss"] = issuer,
            ["pair"] = $"{rate.From}/{rate.To}",
            ["price"] = ReceiptText.Of(rate.Mid),
            ["bid"] = ReceiptText.Of(rate.Bid),
            ["ask"] = ReceiptText.Of(rate.Ask),
            ["confidence"] = ReceiptText.Of(rate.Confidence),
            ["status"] = Code(evidence.Status),
            ["usage"] = evidence.Reasons.Usage().Code(),
            ["reasons"] = new JsonArray([.. evidence.Reasons.Codes().Select(code => (JsonNode)code)]),
            ["timestamp"] = ReceiptText.Of(rate.Timestamp),
            ["at"] = ReceiptText.Of(evidence.At),
            ["epoch"] = ReceiptText.Of(rate.Epoch),
            ["sequence"] = ReceiptText.Of(rate.Sequence),
            ["sources"] = ReceiptText.Of(rate.Sources),
            ["simulated"] = rate.Simulated,
            ["market"] = direct is null ? null : Market(direct),
            ["quotes"] = direct is null ? [] : Quotes(direct),
            ["learned"] = direct is null ? null : Learned(direct.Evidence.ConsensusDiagnostics),
            ["legs"] = direct is null ? new JsonArray([.. evidence.Legs.Select(Leg)]) : [],
            ["via"] = new JsonArray([.. rate.Via.Select(asset => (JsonNode)asset.Code)]),
            ["policy"] = policy,
            ["policy_sha256"] = ReceiptText.Digest(CanonicalJson.Encode(policy)),
            ["engine"] = Engine,
        };
    }

    /// <summary>A kind of source as receipts name it.</summary>
    public static string Code(SourceKind kind) => kind switch
    {
        SourceKind.Live => "live",
        SourceKind.Periodic => "periodic",
        _ => "fixing",
    };

    /// <summary>A status as receipts name it.</summary>
    public static string Code(PriceStatus status) => status switch
    {
        PriceStatus.Live => "live",
        PriceStatus.Indicative => "indicative",
        _ => "stale",
    };

    private static JsonNode Leg(LegEvidence leg)
    {
        var json = Market(leg);
        json["quotes"] = Quotes(leg);
        json["learned"] = Learned(leg.Evidence.ConsensusDiagnostics);
        return json;
    }

    private static JsonObject Market(LegEvidence leg)
    {
        var price = leg.Record.Price!.Value;
        return new JsonObject
        {
            ["pair"] = price.Pair.ToString(),
            ["inverted"] = leg.Inverted,
            ["price"] = ReceiptText.Of(price.Mid),
            ["bid"] = ReceiptText.Of(price.Bid),
            ["ask"] = ReceiptText.Of(price.Ask),
            ["confidence"] = ReceiptText.Of(price.Confidence),
            ["timestamp"] = ReceiptText.Of(price.Timestamp),
            ["at"] = ReceiptText.Of(leg.Record.At),
            ["epoch"] = ReceiptText.Of(price.Epoch),
            ["sequence"] = ReceiptText.Of(price.Sequence),
            ["sources"] = ReceiptText.Of(price.Sources),
            ["simulated"] = price.Simulated,
            ["kind"] = Code(price.Kind),
            ["quorate"] = price.Quorate,
            ["degraded"] = ReceiptText.Of(price.Degraded),
            ["disputed"] = price.Disputed,
            ["wide"] = price.Wide,
            ["peg_broken"] = price.PegBroken,
            ["fresh_until"] = ReceiptText.Of(price.FreshUntil),
            ["rests_on"] = leg.RestsOn is not { Price: { } before } earlier ? null : new JsonObject
            {
                ["epoch"] = ReceiptText.Of(before.Epoch),
                ["sequence"] = ReceiptText.Of(before.Sequence),
                ["at"] = ReceiptText.Of(earlier.At),
                ["quorate"] = before.Quorate,
            },
        };
    }

    private static JsonArray Quotes(LegEvidence leg) => new([.. leg.Evidence.Quotes.Select(quote => (JsonNode)new JsonObject
    {
        ["provider"] = quote.Provider,
        ["value"] = ReceiptText.Of(quote.Value),
        ["bid"] = ReceiptText.Of(quote.Bid),
        ["ask"] = ReceiptText.Of(quote.Ask),
        ["timestamp"] = ReceiptText.Of(quote.Timestamp),
        ["age"] = ReceiptText.Of(quote.Age),
        ["weight"] = ReceiptText.Of(quote.Weight),
        ["kept"] = quote.Kept,
        ["reason"] = quote.Reason,
        ["kind"] = Code(quote.Kind),
        ["group"] = quote.Group,
        ["trust"] = ReceiptText.Of(quote.Trust),
        ["quality"] = ReceiptText.Of(quote.Quality),
    })]);

    private static JsonObject Learned(in ConsensusDiagnostics judged) => new()
    {
        ["centre"] = ReceiptText.Of(judged.Centre),
        ["scale"] = ReceiptText.Of(judged.Scale),
        ["threshold"] = ReceiptText.Of(judged.Threshold),
        ["doubt"] = ReceiptText.Of(judged.Doubt),
        ["deviation"] = ReceiptText.Of(judged.Uncertainty.Deviation),
        ["freedom"] = ReceiptText.Of(judged.Uncertainty.Freedom),
        ["variance"] = ReceiptText.Of(judged.Uncertainty.Variance),
        ["confirmed"] = judged.Confirmed,
        ["disputed"] = judged.Disputed,
        ["held"] = judged.Held,
    };
}
