using System.Globalization;
using System.Text;
using System.Text.Unicode;
using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>
/// The JSON of <c>GET /rate</c>: decimals with every digit, times in ISO 8601 UTC. Written by hand: it is on the path of every tick.
/// </summary>
public static class RateJson
{
    private const int Room = 1280;

    // Made once for each set of reasons.
    private static readonly string[] UsageReasons = [.. Enumerable.Range(0, 256).Select(static set => (UsageReason)set)
        .Select(reasons => reasons == UsageReason.None ? "" : $",\"reasons\":[\"{string.Join("\",\"", reasons.Codes())}\"]")];

    /// <summary>The whole object, in UTF-8.</summary>
    public static byte[] Encode(Rate rate, PriceStatus status, UsageReason reasons) => Encode(rate, status, reasons, new Unit(rate.From), new Unit(rate.To));

    /// <summary>The same, counted in units such as pence, which the answer then names.</summary>
    /// <exception cref="OverflowException">The values leave a decimal's range.</exception>
    public static byte[] Encode(Rate rate, PriceStatus status, UsageReason reasons, Unit from, Unit to)
    {
        rate = rate.In(from, to);
        Span<byte> buffer = stackalloc byte[Room];
        var fits = Utf8.TryWrite(
            buffer,
            CultureInfo.InvariantCulture,
            $$"""{"from":"{{from.Code}}","to":"{{to.Code}}","price":{{rate.Mid}},"timestamp":"{{Format(rate.Timestamp)}}","bid":{{rate.Bid}},"ask":{{rate.Ask}},"confidence":{{rate.Confidence}},"status":"{{StatusText(status)}}","sources":{{rate.Sources}},"via":{{Via(rate)}},"simulated":{{(rate.Simulated ? "true" : "false")}},"epoch":{{rate.Epoch}},"sequence":{{rate.Sequence}},"usage":"{{reasons.Usage().Code()}}"{{UsageReasons[(int)reasons]}}{{Subunits(from, to)}}}""",
            out var length);
        return fits ? buffer[..length].ToArray() : throw new InvalidOperationException($"A rate's JSON takes more than {Room} bytes.");
    }

    /// <summary>The Forex Proxy's four fields.</summary>
    public static byte[] EncodeShort(Rate rate) => Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"from":"{{rate.From.Code}}","to":"{{rate.To.Code}}","price":{{rate.Mid}},"timestamp":"{{Format(rate.Timestamp)}}"}"""));

    /// <summary>ISO 8601 UTC: whole seconds, or milliseconds where there are any.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(
        time.Millisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss'Z'" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The status as it is written in answers.</summary>
    public static string StatusText(PriceStatus status) => status switch
    {
        PriceStatus.Live => "live",
        PriceStatus.Indicative => "indicative",
        _ => "stale",
    };

    // One that is asked for in two of them tells the base's first.
    private static string Subunits(Unit from, Unit to) =>
        (from.Subunit, to.Subunit) switch
        {
            (null, null) => "",
            ({ } one, null) => Subunit("subunit", one),
            (null, { } other) => Subunit("subunit", other),
            ({ } one, { } other) => Subunit("subunit", one) + Subunit("to_subunit", other),
        };

    private static string Subunit(string name, Subunit subunit) => string.Create(
        CultureInfo.InvariantCulture, $$""","{{name}}":{"of":"{{subunit.Currency}}","per":{{subunit.Per}}}""");

    private static string Via(Rate rate) => rate.Via.Count switch
    {
        0 => "[]",
        1 => $"[\"{rate.Via[0].Code}\"]",
        _ => $"[{string.Join(',', rate.Via.Select(asset => $"\"{asset.Code}\""))}]",
    };
}
