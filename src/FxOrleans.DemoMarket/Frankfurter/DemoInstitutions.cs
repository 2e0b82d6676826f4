namespace FxOrleans.DemoMarket;

/// <summary>The institutions that the demo's Frankfurter speaks for, and the currencies of each, from <c>institutions.csv</c>. Thread-safe.</summary>
internal static class DemoInstitutions
{
    private static readonly (string Key, IReadOnlyList<string> Currencies)[] Table =
        [.. DataTable.Rows("institutions.csv").Select(row => (row.Code, (IReadOnlyList<string>)row.Value.Split(' ')))];

    private static readonly ILookup<string, string> ByCurrency = Table
        .SelectMany(row => row.Currencies, (row, code) => (row.Key, Code: code))
        .ToLookup(row => row.Code, row => row.Key, StringComparer.Ordinal);

    /// <summary>All of them, by key.</summary>
    public static IReadOnlyList<(string Key, IReadOnlyList<string> Currencies)> All => Table;

    /// <summary>The keys of those that quote that currency, by key.</summary>
    public static IEnumerable<string> Of(string currency) => ByCurrency[currency];
}
