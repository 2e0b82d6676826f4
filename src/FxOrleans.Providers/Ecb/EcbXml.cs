using System.Xml;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads the ECB's XML, daily, 90 days or whole: a <c>gesmes:Envelope</c> with
/// <c>&lt;Cube time='2026-03-05'&gt;&lt;Cube currency='USD' rate='1.1618'/&gt;…</c>, units of each currency for one euro.
/// Document types are refused, so nothing is expanded or fetched.
/// </summary>
internal static class EcbXml
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreWhitespace = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The days, in the order of the document.</summary>
    /// <exception cref="ProviderException">It is no such document.</exception>
    public static IReadOnlyList<EcbDay> Read(ReadOnlyMemory<byte> body, QuoteSource source)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), Settings);
            return Days(reader, source);
        }
        catch (XmlException wrong)
        {
            throw Unreadable.Because("No XML of the documented shape.", wrong);
        }
    }

    private static List<EcbDay> Days(XmlReader reader, QuoteSource source)
    {
        reader.MoveToContent();
        if (reader.LocalName != "Envelope")
        {
            throw Unreadable.Because("No envelope where one belongs.");
        }

        var days = new List<EcbDay>();
        QuoteRows? rows = null;
        var date = default(DateOnly);
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || reader.LocalName != "Cube")
            {
                continue;
            }

            if (reader.GetAttribute("time") is { } time)
            {
                date = UpstreamTime.TryReadDate(time, out var read) ? read : throw Unreadable.Because("No date where one belongs.");
                rows = new QuoteRows(source);
                days.Add(new EcbDay(date, rows.Quotes, rows.Rejected));
            }
            else if (reader.GetAttribute("currency") is { } currency)
            {
                Row(rows ?? throw Unreadable.Because("A rate without a date."), currency, reader.GetAttribute("rate"), date);
            }
        }

        return days.Count > 0 ? days : throw Unreadable.Because("No day where one belongs.");
    }

    private static void Row(QuoteRows rows, string currency, string? rate, DateOnly date)
    {
        if (AssetCatalog.TryGet(currency, out var asset) && asset.Class == AssetClass.Currency && asset != AssetCatalog.Eur)
        {
            rows.Add(new CurrencyPair(AssetCatalog.Eur, asset), rate, date.Midnight());
        }
    }
}
