using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Reads <c>{"result":"success","time_last_update_unix","time_next_update_unix","base_code":"USD","rates":{"EUR":0.88,…}}</c>, or
/// <c>{"result":"error","error-type":"…"}</c>, which can come with status 200.
/// </summary>
internal static class OpenErApiAnswer
{
    private const string Base = "USD";

    /// <exception cref="ProviderException">It is no such answer, one of another base, or one without a usable row.</exception>
    public static ProviderAnswer Read(ReadOnlyMemory<byte> body, QuoteSource source) =>
        JsonAnswer.Read(body, root =>
        {
            if (Error(root) is { } error)
            {
                throw error;
            }

            if (root.UnixSeconds("time_last_update_unix") is not { } timestamp || root.Member("rates") is not { ValueKind: JsonValueKind.Object } rates)
            {
                throw Unreadable.Because("No rates, or no time, where they belong.");
            }

            if (root.Text("base_code") != Base)
            {
                throw new ProviderException(ProviderFailureKind.WrongBase, $"Rates of another base than {Base}.");
            }

            var rows = new QuoteRows(source);
            foreach (var rate in rates.EnumerateObject())
            {
                if (AssetCatalog.TryGet(rate.Name, out var asset)
                    && asset.Class is AssetClass.Currency or AssetClass.Metal && asset != AssetCatalog.Usd)
                {
                    rows.Add(new CurrencyPair(AssetCatalog.Usd, asset), rate.Value, timestamp);
                }
            }

            return rows.ToAnswer() with { NextUpdate = root.UnixSeconds("time_next_update_unix") };
        });

    /// <summary>The documented error; null when it is none.</summary>
    public static ProviderException? ErrorIn(ReadOnlyMemory<byte> body) => JsonAnswer.ErrorIn(body, Error);

    private static ProviderException? Error(JsonElement root) => (root.Text("result"), root.Text("error-type")) switch
    {
        ("error", "quota-reached") => new(ProviderFailureKind.RateLimited, "Quota reached.") { RetryAfter = OpenErApiProvider.RestWhenLimited },
        ("error", "unsupported-code" or "malformed-request" or "invalid-key" or "inactive-account") =>
            new(ProviderFailureKind.ErrorAnswer, $"Error {root.Text("error-type")}."),
        ("error", _) => new(ProviderFailureKind.ErrorAnswer, "An error that is not documented."),
        _ => null,
    };
}
