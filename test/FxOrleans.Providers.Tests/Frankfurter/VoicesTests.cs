using FxOrleans.Pricing;
using Xunit.Abstractions;

namespace FxOrleans.Providers.Tests;

/// <summary>
/// Counts independent voices from the recorded answers of the providers that need no key: sources of one group are one, and only those count that
/// are not overdue at the time of the record. A corridor has as many as the weaker of its two sides.
/// </summary>
public class VoicesTests(ITestOutputHelper output)
{
    private static readonly DateTimeOffset At = new(2026, 9, 29, 12, 0, 0, TimeSpan.Zero);

    // From where most money is sent home, and to where: World Bank, Remittance Prices Worldwide, corridors by volume.
    private static readonly string[] Corridors =
    [
        "USD/NGN", "USD/GHS", "USD/KES", "USD/INR", "USD/PHP", "USD/MXN", "USD/PKR", "USD/BDT", "USD/LKR", "USD/NPR", "USD/EGP", "USD/ETB", "USD/VND", "USD/COP",
        "USD/BRL", "USD/GTQ", "USD/HNL", "USD/DOP", "USD/JMD", "USD/PEN", "USD/BOB", "USD/ARS", "USD/CNY", "USD/THB", "USD/UGX", "USD/TZS", "USD/RWF", "USD/XOF",
        "GBP/NGN", "GBP/GHS", "GBP/KES", "GBP/INR", "GBP/PKR", "GBP/BDT", "GBP/PLN", "GBP/RON", "GBP/LKR", "GBP/UGX", "GBP/ZAR", "GBP/PHP", "EUR/NGN", "EUR/GHS",
        "EUR/MAD", "EUR/TND", "EUR/DZD", "EUR/TRY", "EUR/RON", "EUR/PLN", "EUR/UAH", "EUR/RSD", "EUR/ALL", "EUR/XOF", "EUR/XAF", "EUR/COP", "EUR/PHP", "EUR/INR",
        "AED/INR", "AED/PKR", "AED/PHP", "AED/BDT", "AED/EGP", "AED/NPR", "SAR/INR", "SAR/PKR", "SAR/EGP", "SAR/BDT", "SAR/PHP", "CAD/INR", "CAD/PHP", "AUD/INR",
        "SGD/INR", "MYR/IDR", "QAR/INR", "KWD/INR", "OMR/INR", "RUB/UZS", "RUB/KGS", "RUB/TJS", "ZAR/ZMW", "ZAR/MWK",
    ];

    [Fact]
    public async Task Sixty_corridors_have_three_independent_voices_and_150_currencies_two()
    {
        var quotes = await QuotesAsync();
        var voices = quotes.Where(quote => quote.Pair.Base == AssetCatalog.Usd && quote.Pair.Quote.Class == AssetClass.Currency && At <= quote.Source.FreshUntil(quote.Timestamp, TimeSpan.Zero))
            .GroupBy(quote => quote.Pair.Quote.Code)
            .ToDictionary(currency => currency.Key, currency => currency.Select(quote => quote.Source.Group).Distinct().Order(StringComparer.Ordinal).ToList());

        var corridors = Corridors.Select(corridor => (Corridor: corridor, Voices: corridor.Split('/').Where(code => code != "USD").Min(Of))).ToList();
        var living = AssetCatalog.All.Where(asset => asset is { Class: AssetClass.Currency, IsDead: false, Number: not null } && asset != AssetCatalog.Usd).Select(asset => asset.Code).ToList();
        var (two, three) = (Count(2), Count(3));
        output.WriteLine($"{quotes.Select(quote => quote.Source.Name).Distinct().Count()} sources; {living.Count} living currencies: {two} rest on 2 or more independent voices, {three} on 3 or more.");
        output.WriteLine($"{corridors.Count} corridors: {corridors.Count(row => row.Voices >= 3)} have 3 or more. Fewer: {string.Join(' ', corridors.Where(row => row.Voices < 3).Select(row => $"{row.Corridor}={row.Voices}"))}");
        output.WriteLine($"Currencies with fewer than 2: {string.Join(' ', living.Where(code => Of(code) < 2))}");
        foreach (var code in living)
        {
            output.WriteLine($"{code} {Of(code)}: {string.Join(", ", voices.GetValueOrDefault(code) ?? [])}");
        }

        Assert.True(corridors.Count(row => row.Voices >= 3) >= 60, "Fewer than 60 corridors.");
        Assert.True(two >= 150, "Fewer than 150 currencies.");

        int Of(string code) => voices.GetValueOrDefault(code)?.Count ?? 0;

        int Count(int least) => living.Count(code => Of(code) >= least);
    }

    private static async Task<List<Quote>> QuotesAsync()
    {
        var quotes = new List<Quote>();
        foreach (var (name, path, file) in new[]
        {
            ("Frankfurter", "/v2/rates", "Frankfurter/v2-institutions.json"),
            ("OpenErApi", "/v6/latest/USD", "OpenErApi/latest.json"),
            ("CurrencyApi", "/v1/currencies/usd.min.json", "CurrencyApi/usd.2026-09-29.json"),
        })
        {
            await using var host = await ProviderHost.StartAsync(name);
            host.Server.On(path, Recorded.Bytes(file));
            quotes.AddRange((await host.Provider(name).FetchAsync(CancellationToken.None)).Quotes);
        }

        return quotes;
    }
}
