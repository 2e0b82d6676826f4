using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads version 2, <c>[{"date","base","quote","rate","providers":[{"key","date","rate","excluded"}…]}…]</c>, where each institution speaks for
/// itself and the blend only where none does; version 1, <c>{"base","date","rates":{…}}</c>, which holds the ECB's
/// rates and counts as a copy of them; and the error <c>{"status","message"}</c>.
/// </summary>
internal static class FrankfurterAnswer
{
    private const string Base = "USD";

    /// <exception cref="ProviderException">It is no such answer, one of another base, or one without a usable row.</exception>
    public static ProviderAnswer Read(ReadOnlyMemory<byte> body, QuoteSource source, InstitutionSources institutions, int most) =>
        JsonAnswer.Read(body, root => root.ValueKind == JsonValueKind.Array
            ? Version2(root, source, new InstitutionRows(institutions, most))
            : Error(root) is { } error ? throw error : Version1(root, source));

    /// <summary>The documented error; null when it is none.</summary>
    public static ProviderException? ErrorIn(ReadOnlyMemory<byte> body) => JsonAnswer.ErrorIn(body, Error);

    /// <summary>The documented error; null when it is none.</summary>
    public static ProviderException? Error(JsonElement root) =>
        root.Member("status") is { ValueKind: JsonValueKind.Number } status && root.Text("message") is not null
            ? new(ProviderFailureKind.ErrorAnswer, $"An error with the status {(status.TryGetInt32(out var number) ? number : 0)}.")
            : null;

    private static ProviderAnswer Version2(JsonElement root, QuoteSource source, InstitutionRows institutions)
    {
        var rows = new QuoteRows(source);
        var others = 0;
        foreach (var row in root.EnumerateArray())
        {
            if (row.Text("base") is not { } @base || row.Text("quote") is not { } quote)
            {
                rows.Reject(null, RowFault.WrongPair);
            }
            else if (@base != Base)
            {
                others++;
                rows.Reject($"{@base}/{quote}", RowFault.WrongPair);
            }
            else if (!UpstreamTime.TryReadDate(row.Text("date"), out var date))
            {
                rows.Reject($"{@base}/{quote}", RowFault.BadTimestamp);
            }
            else
            {
                Row(rows, quote, row.Member("rate"), date, institutions, row.Member("providers"));
            }
        }

        return others > 0 && others == root.GetArrayLength() ? throw WrongBase() : rows.ToAnswer() with { Coverage = institutions.ToCoverage() };
    }

    private static ProviderAnswer Version1(JsonElement root, QuoteSource source)
    {
        if (root.Member("rates") is not { ValueKind: JsonValueKind.Object } rates || !UpstreamTime.TryReadDate(root.Text("date"), out var date))
        {
            throw Unreadable.Because("No rates, or no date, where they belong.");
        }

        if (root.Text("base") != Base)
        {
            throw WrongBase();
        }

        if (root.Member("amount") is { ValueKind: not JsonValueKind.Undefined } amount && (!WireNumber.TryRead(amount, out var units, out _) || units != 1))
        {
            throw Unreadable.Because("Rates of another amount than 1.");
        }

        var rows = new QuoteRows(source with { Group = EcbOptions.ProviderName });
        foreach (var rate in rates.EnumerateObject())
        {
            Row(rows, rate.Name, rate.Value, date, null, default);
        }

        return rows.ToAnswer();
    }

    // The blend is no voice beside the institutions that it was made of.
    private static void Row(QuoteRows rows, string code, JsonElement rate, DateOnly date, InstitutionRows? institutions, JsonElement providers)
    {
        if (AssetCatalog.TryGet(code, out var asset) && asset.Class is AssetClass.Currency or AssetClass.Metal && asset != AssetCatalog.Usd)
        {
            var pair = new CurrencyPair(AssetCatalog.Usd, asset);
            if (institutions?.TryAdd(rows, pair, providers, date) != true)
            {
                rows.Add(pair, rate, date.Midnight());
            }
        }
    }

    private static ProviderException WrongBase() => new(ProviderFailureKind.WrongBase, $"Rates of another base than {Base}.");
}
