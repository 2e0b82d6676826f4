using System.Globalization;
using System.Text;

namespace FxOrleans.DemoMarket;

/// <summary>The ECB's file of reference rates: units for one euro, newest day first, with the decimals that it gives each currency.</summary>
internal static class EcbEnvelope
{
    private static readonly (string Code, int Decimals)[] Currencies =
    [
        ("USD", 4), ("JPY", 2), ("CZK", 3), ("DKK", 4), ("GBP", 5), ("HUF", 2), ("PLN", 4), ("RON", 4), ("SEK", 4), ("CHF", 4),
        ("ISK", 2), ("NOK", 4), ("TRY", 4), ("AUD", 4), ("BRL", 4), ("CAD", 4), ("CNY", 4), ("HKD", 4), ("IDR", 2), ("ILS", 4),
        ("INR", 4), ("KRW", 2), ("MXN", 4), ("MYR", 4), ("NZD", 4), ("PHP", 3), ("SGD", 4), ("THB", 3), ("ZAR", 4),
    ];

    /// <summary>The currencies that the ECB fixes.</summary>
    public static IEnumerable<string> Codes => Currencies.Select(currency => currency.Code);

    /// <param name="model">The market.</param>
    /// <param name="sight">What the ECB sees of it.</param>
    /// <param name="days">How many days back the file goes; 0 for the newest fixing alone.</param>
    public static string Write(MarketModel model, Observation sight, int days)
    {
        var schedule = DailySchedule.Frankfurt;
        var xml = new StringBuilder(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
            	<gesmes:subject>Reference rates</gesmes:subject>
            	<gesmes:Sender>
            		<gesmes:name>European Central Bank</gesmes:name>
            	</gesmes:Sender>
            	<Cube>

            """);
        var newest = schedule.Latest(sight.Now);
        var oldest = days == 0 ? newest : newest.AddDays(-days);
        for (var date = newest; date >= oldest && !sight.Empty; date = date.AddDays(-1))
        {
            if (schedule.IsFixingDay(date))
            {
                WriteDay(xml, model, schedule.View(sight, date), date);
            }
        }

        return xml.Append("\t</Cube>\n</gesmes:Envelope>\n").ToString();
    }

    private static void WriteDay(StringBuilder xml, MarketModel model, MarketView market, DateOnly date)
    {
        var euro = model.Find("EUR")!;
        xml.Append(CultureInfo.InvariantCulture, $"\t\t<Cube time='{date:yyyy-MM-dd}'>\n");
        foreach (var (code, decimals) in Currencies)
        {
            var rate = PublishedDigits.Round(market.Rate(euro, model.Find(code)!), decimals, 0);
            xml.Append(CultureInfo.InvariantCulture, $"\t\t\t<Cube currency='{code}' rate='{rate.ToString($"F{decimals}", CultureInfo.InvariantCulture)}'/>\n");
        }

        xml.Append("\t\t</Cube>\n");
    }
}
