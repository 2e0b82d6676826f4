using System.Globalization;
using System.Text;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.Rates;

/// <summary>The JSON of a rate as of then: that of <see cref="RateJson"/>, and from what it was read.</summary>
internal static class PastRateJson
{
    /// <summary>The whole object, in UTF-8. <c>resolution</c> and <c>record</c> are those of the leg that tells least.</summary>
    public static byte[] Encode(Rate rate, PriceStatus status, UsageReason reasons, Unit from, Unit to, DateTimeOffset at, IReadOnlyList<(Leg Leg, RecordedPrice Recorded)> legs)
    {
        var json = new StringBuilder(Encoding.UTF8.GetString(RateJson.Encode(rate, status, reasons, from, to)));
        json.Length--; // The brace.
        json.Append(CultureInfo.InvariantCulture, $",\"as_of\":\"{WireTime.Format(at)}\"");
        if (legs.Count > 0)
        {
            json.Append(CultureInfo.InvariantCulture, $",\"resolution\":\"{legs.Max(leg => leg.Recorded.Interval).Code()}\"");
            json.Append(CultureInfo.InvariantCulture, $",\"record\":\"{Code(legs.Max(leg => WayOf(leg.Recorded.Origin)))}\"");
        }

        return Encoding.UTF8.GetBytes(json.Append(",\"legs\":[").AppendJoin(',', legs.Select(leg => Encode(leg.Leg, leg.Recorded))).Append("]}").ToString());
    }

    private static string Encode(in Leg leg, RecordedPrice recorded) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"from":"{{recorded.Pair.Base}}","to":"{{recorded.Pair.Quote}}","price":{{leg.Price.Mid}},"timestamp":"{{WireTime.Format(recorded.At)}}","resolution":"{{recorded.Interval.Code()}}","record":"{{Code(WayOf(recorded.Origin))}}","simulated":{{(recorded.Simulated ? "true" : "false")}}}""");

    private static CandleOrigin WayOf(CandleOrigin origin) => origin switch
    {
        CandleOrigin.DecidedOnFixing => CandleOrigin.Decided,
        CandleOrigin.DerivedFromFixing => CandleOrigin.Derived,
        _ => origin,
    };

    private static string Code(CandleOrigin origin) => origin switch
    {
        CandleOrigin.Decided => "decided",
        CandleOrigin.Derived => "derived",
        _ => "loaded",
    };
}
