using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads <c>{"date":"2026-09-29","usd":{"eur":0.88022588,…}}</c>: units of each asset for one dollar
/// (github.com/fawazahmed0/exchange-api). Codes that the service does not know are skipped, and so are
/// those that mean another coin here.
/// </summary>
internal static class CurrencyApiAnswer
{
    private const string Base = "usd";

    /// <exception cref="ProviderException">It is no such answer, one of another base, or one without a usable row.</exception>
    public static (DateOnly Date, ProviderAnswer Answer) Read(ReadOnlyMemory<byte> body, QuoteSource source) =>
        JsonAnswer.Read(body, root =>
        {
            if (!UpstreamTime.TryReadDate(root.Text("date"), out var date))
            {
                throw Unreadable.Because("No date where one belongs.");
            }

            var rates = root.Member(Base);
            if (rates.ValueKind != JsonValueKind.Object)
            {
                throw OtherBase(root) is { } other
                    ? new ProviderException(ProviderFailureKind.WrongBase, $"Rates of '{other}', not of '{Base}'.")
                    : Unreadable.Because("No rates where they belong.");
            }

            var rows = new QuoteRows(source);
            foreach (var rate in rates.EnumerateObject())
            {
                if (AssetCatalog.TryGet(rate.Name, out var asset) && asset != AssetCatalog.Usd && asset is { Class: not AssetClass.Stock, SharesCode: false })
                {
                    rows.Add(new CurrencyPair(AssetCatalog.Usd, asset), rate.Value, date.Midnight());
                }
            }

            return (date, rows.ToAnswer());
        });

    private static string? OtherBase(JsonElement root)
    {
        foreach (var member in root.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                return member.Name.Length > 12 ? member.Name[..12] : member.Name;
            }
        }

        return null;
    }
}
