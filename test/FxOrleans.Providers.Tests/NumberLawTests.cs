using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FxOrleans.Pricing;
using FxOrleans.Testing.Simulation;

namespace FxOrleans.Providers.Tests;

/// <summary>
/// A law of all parsers: whatever stands where an answer has a number, there comes a result within the bounds, without that row or with
/// it, or a typed failure; never another exception, neither in the parser nor in what is made of its result.
/// </summary>
public sealed partial class NumberLawTests
{
    private const int PlacesOfOneAnswer = 60;

    private static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "-1", "1e-13", "9.9e-14", "1e-26", "1e-28", "1e-29", "1e-400", "1e15", "1.0000000000000001e15", "1e27", "1e28",
        "1e29", "1e400", "-1e400", "1e999999999", "79228162514264337593543950335", "79228162514264337593543950336",
        "9999999999999999999999999999999999999999", "0.0000000000000000000000000000000000000001", "1.2345678901234567890123456789012345678901",
        "-99.999999999999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "253402300799", "253402300800",
        "253402300799999", "100000000000", "7258118399", "1790683190.5", "null", "true", "\"7\"", "\"NaN\"", "[]", "{}",
    ];

    private static readonly QuoteSource Source = new("Any", SourceKind.Live);
    private static readonly UpstreamAddress Api = UpstreamAddress.Parse("https://api.coingecko.com");
    private static readonly CurrencyPair Stock = CurrencyPair.Parse("AAPL/USD");
    private static readonly CurrencyPair[] Tracked = [Stock, CurrencyPair.Parse("EUR/USD")];

    private static readonly HashSet<CurrencyPair> Asked =
        [.. AssetCatalog.All.Where(asset => asset != AssetCatalog.Usd).Select(asset => new CurrencyPair(AssetCatalog.Usd, asset))];

    private static readonly Dictionary<string, Asset> Coins = AssetCatalog.All
        .Where(asset => asset.CoinGeckoId is not null).ToDictionary(asset => asset.CoinGeckoId!, StringComparer.Ordinal);

    private static readonly Dictionary<string, (string? File, string? Text, Action<ReadOnlyMemory<byte>> Read)> Answers = new()
    {
        ["CurrencyApi"] = ("CurrencyApi/usd.2026-09-29.json", null, body => Check(CurrencyApiAnswer.Read(body, Source).Answer.Quotes)),
        ["Ecb"] = ("Ecb/eurofxref-daily.2026-03-05.xml", null, body => EcbXml.Read(body, Source).ToList().ForEach(day => Check(day.Quotes))),
        ["EcbCsv"] = (null, "Date,USD,JPY,\n2026-03-05,1.1618,182.5,\n2026-03-04,1.1649,183.1,\n", body =>
            EcbCsv.Read(new StringReader(Encoding.UTF8.GetString(body.Span)), Source).ToList().ForEach(day => Check(day.Quotes))),
        ["OneFrame"] = ("OneFrame/rates.json", null, body => Check(OneFrameAnswer.Read(body, Source with { MayCross = true }, Asked).ToAnswer().Quotes)),
        ["OpenErApi"] = ("OpenErApi/latest.json", null, body => Check(OpenErApiAnswer.Read(body, Source).Quotes)),
        ["Frankfurter1"] = ("Frankfurter/v1-latest.json", null, body => Check(FrankfurterAnswer.Read(body, Source, new InstitutionSources("Frankfurter", simulated: false), 8).Quotes)),
        ["Frankfurter2"] = ("Frankfurter/v2-rates.json", null, body => Check(FrankfurterAnswer.Read(body, Source, new InstitutionSources("Frankfurter", simulated: false), 8).Quotes)),
        ["FrankfurterRange"] = ("Frankfurter/v2-range.json", null, body =>
        {
            var fixings = FrankfurterHistoryAnswer.Read(body, "USD");
            Check(fixings.Select(row => row.Fixing.Price));
            Assert.All(Fixings.DayBefore(fixings.Select(row => (AssetCatalog.Get(row.Quote), row.Fixing))).Values, price => Assert.True(price.Before > 0));
            Check(Fixings.Bars([.. fixings.Select(row => row.Fixing)]));
        }),
        ["CoinGeckoPrice"] = ("CoinGecko/simple-price.json", null, body => Check(CoinGeckoAnswer.Read(body, new QuoteRows(Source), Coins).ToAnswer().Quotes)),
        ["CoinGeckoChart"] = ("CoinGecko/market_chart.1.json", null, body =>
        {
            var chart = CoinGeckoChartAnswer.ReadChart(body);
            Check(chart.Points.Select(point => point.Price));
            Check(Bars.OfPoints(chart.Points, TimeSpan.FromMinutes(5), point => chart.Volume(point, TimeSpan.FromMinutes(5))));
        }),
        ["CoinGeckoBars"] = ("CoinGecko/ohlc.1.json", null, body => Check(Bars.OfBars(CoinGeckoChartAnswer.ReadBars(body, TimeSpan.FromMinutes(30)), TimeSpan.FromHours(4)))),
        ["CoinGeckoMarkets"] = ("CoinGecko/markets.json", null, body => Check(CoinGeckoCoinsAnswer.ReadMarkets(body, Api).Select(coin => coin.Price).OfType<decimal>())),
        ["CoinGeckoSearch"] = ("CoinGecko/search.json", null, body => CoinGeckoCoinsAnswer.ReadSearch(body, Api)),
        ["FinnhubQuote"] = ("Finnhub/quote.json", null, body => Check(FinnhubAnswer.ReadQuote(body, new QuoteRows(Source), Stock).ToAnswer().Quotes)),
        ["FinnhubForex"] = ("Finnhub/forex-rates.json", null, body => Check(FinnhubAnswer.ReadForex(body, new QuoteRows(Source), DateTimeOffset.UnixEpoch).ToAnswer().Quotes)),
        ["FinnhubCandles"] = ("Finnhub/candle.60.json", null, body =>
            Check(Bars.OfBars(FinnhubCandlesAnswer.Read(body, at => Bars.Open(at, TimeSpan.FromHours(1)), inverted: true), TimeSpan.FromHours(4)))),
        ["FinnhubTrades"] = (null, """{"type":"trade","data":[{"s":"AAPL","p":261.74,"t":1790683190123,"v":7},{"s":"OANDA:EUR_USD","p":1.16,"t":1790683190124,"v":0}]}""", body =>
            Check(FinnhubTrades.Read(body, Source, new FinnhubSymbols(Tracked)).ToAnswer().Quotes)),
    };

    public static TheoryData<string> Names => [.. Answers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_gives_a_result_within_bounds_a_refused_row_or_a_typed_failure(string name)
    {
        var (file, given, read) = Answers[name];
        var text = given ?? Encoding.UTF8.GetString(Recorded.Bytes(file!));
        var random = new Randomness(13);
        var places = Number().Matches(text).ToList();
        Assert.NotEmpty(places);
        read(Encoding.UTF8.GetBytes(text));
        while (places.Count > PlacesOfOneAnswer)
        {
            places.RemoveAt(random.Below(places.Count));
        }

        foreach (var place in places)
        {
            foreach (var number in Numbers.Append(Any(ref random)).Append(Any(ref random)))
            {
                var changed = string.Concat(text.AsSpan(0, place.Index), number, text.AsSpan(place.Index + place.Length));
                try
                {
                    read(Encoding.UTF8.GetBytes(changed));
                }
                catch (ProviderException)
                {
                    // A typed failure.
                }
                catch (Exception other) when (other is not Xunit.Sdk.XunitException)
                {
                    Assert.Fail($"{number} in place of {place.Value} at {place.Index}: {other}");
                }
            }
        }
    }

    private static string Any(ref Randomness random)
    {
        var digits = new StringBuilder(random.Below(2) == 0 ? "-" : "").Append(1 + random.Below(9));
        for (var left = random.Below(40); left > 0; left--)
        {
            digits.Append(random.Below(10));
        }

        return digits.Append(CultureInfo.InvariantCulture, $".{random.Below(1000)}e{random.Below(80) - 40}").ToString();
    }

    private static void Check(IEnumerable<Quote> quotes) => Check(quotes.SelectMany(quote => new[] { quote.Bid, quote.Mid, quote.Ask }));

    private static void Check(IEnumerable<decimal> prices) => Assert.All(prices, price => Assert.InRange(price, Quote.Min, Quote.Max));

    // A pair that is kept the other way round has bars of inverted prices.
    private static void Check(IEnumerable<HistoryBar> bars) => Assert.All(bars, bar => Assert.InRange(bar.Low, 1 / Quote.Max, bar.High));

    [GeneratedRegex("""(?<=[:,\[\s'"])-?\d+(\.\d+)?(?=[,\]}\s'"])""")]
    private static partial Regex Number();
}
