using System.Text.Json.Nodes;
using FxOrleans.Pricing;
using FxOrleans.Testing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Journal.Tests;

/// <summary>Evidence of random markets, direct, turned round and crossed.</summary>
internal static class Sample
{
    public const string Issuer = "tests";

    /// <summary>Evidence of the last published prices of a few markets: each one straight and inverted, and their crosses.</summary>
    public static IEnumerable<PriceEvidence> Of(ulong seed)
    {
        var (usdEur, usdJpy, eurIsk) = (Last("USD/EUR", 0.88, seed), Last("USD/JPY", 157, seed + 1_000_000), Last("EUR/ISK", 143, seed + 2_000_000));
        foreach (var record in new[] { usdEur, usdJpy, eurIsk }.OfType<LegEvidence>())
        {
            yield return Combine(record);
            yield return Combine(record with { Inverted = true });
        }

        if (usdEur is not null && usdJpy is not null)
        {
            yield return Combine(usdEur with { Inverted = true }, usdJpy);
            if (eurIsk is not null)
            {
                yield return Combine(eurIsk with { Inverted = true }, usdEur with { Inverted = true }, usdJpy);
            }
        }
    }

    /// <summary>A cross of two legs, each of several sources.</summary>
    public static PriceEvidence Cross() => Enumerable.Range(1, 1000).SelectMany(seed => Of((ulong)seed)).First(evidence =>
        evidence.Legs.Count == 2 && evidence.Legs.All(leg => leg.RestsOn is null && leg.Record.Quotes.Count(quote => quote.Kept) > 1));

    /// <summary>The payload as JSON, to be changed.</summary>
    public static JsonObject Payload(PriceEvidence evidence) => CanonicalJson.Read(PayloadWriter.Write(evidence, Issuer))!;

    private static PriceEvidence Combine(params LegEvidence[] legs) => PriceEvidence.Of(legs) ?? throw new InvalidOperationException("The legs make no price.");

    private static LegEvidence? Last(string pair, double truth, ulong seed)
    {
        LegEvidence? last = null;
        EvidenceMarket.Run(Given.Pair(pair), truth, seed, record => last = record);
        return last;
    }
}
