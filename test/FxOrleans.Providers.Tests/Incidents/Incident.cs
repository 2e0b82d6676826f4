using System.Globalization;
using System.Text;
using System.Text.Json;

namespace FxOrleans.Providers.Tests.Incidents;

/// <summary>A public incident, read from a file of <c>Recorded/Incidents</c>, which names the sources of its facts.</summary>
internal sealed class Incident
{
    private readonly JsonElement _root;

    private Incident(JsonElement root) => _root = root;

    public static IEnumerable<string> Names => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Recorded", "Incidents"), "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public string Pair => _root.GetProperty("pair").GetString()!;

    public IReadOnlyList<string> Sources => [.. _root.GetProperty("sources").EnumerateArray().Select(source => source.GetString()!)];

    /// <summary>Its days, in order; at the last of them the price must be right.</summary>
    public IReadOnlyList<Day> Days => [.. _root.GetProperty("days").EnumerateArray().Select(day => new Day(
        DateOnly.ParseExact(day.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        [.. day.GetProperty("says").EnumerateArray().Select(said => (said[0].GetString()!, said[1].GetRawText()))],
        day.GetProperty("right") is { ValueKind: JsonValueKind.Array } right ? (right[0].GetDecimal(), right[1].GetDecimal()) : null))];

    public static Incident Read(string name) => new(JsonSerializer.Deserialize<JsonElement>(Recorded.Bytes($"Incidents/{name}.json")));

    /// <summary>What must be said of whom on that day: a source and its reason, or <c>row</c> and why a row was rejected.</summary>
    public IReadOnlyDictionary<string, string> Named(DateOnly date) =>
        _root.GetProperty("named").TryGetProperty(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), out var named)
            ? named.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString()!)
            : new Dictionary<string, string>();

    /// <summary>What each provider said on one day.</summary>
    /// <param name="Date">The day.</param>
    /// <param name="Says">Provider or <c>Frankfurter/KEY</c>, with <c>@date</c> where it is of another day; and the value's digits.</param>
    /// <param name="Right">Where the truth lay that day; null on the day on which it moved.</param>
    internal sealed record Day(DateOnly Date, IReadOnlyList<(string Who, string Value)> Says, (decimal Low, decimal High)? Right)
    {
        /// <summary>The answers in the formats of the providers that speak that day.</summary>
        public IEnumerable<(string Provider, string Path, string Body)> Answers(string pair)
        {
            var quote = pair[4..];
            foreach (var provider in Says.Select(said => said.Who.Split('/')[0]).Distinct())
            {
                var mine = Says.Where(said => said.Who.Split('/')[0] == provider).ToList();
                yield return provider switch
                {
                    "CurrencyApi" => (provider, "/v1/currencies/usd.min.json", $$$"""{"date":"{{{Iso(Date)}}}","usd":{"{{{quote.ToLowerInvariant()}}}":{{{mine[0].Value}}}}}"""),
                    "OpenErApi" => (provider, "/v6/latest/USD", $$$"""{"result":"success","time_last_update_unix":{{{Date.Midnight().ToUnixTimeSeconds()}}},"base_code":"USD","rates":{"{{{quote}}}":{{{mine[0].Value}}}}}"""),
                    _ => (provider, "/v2/rates", Frankfurter(quote, mine)),
                };
            }
        }

        private string Frankfurter(string quote, List<(string Who, string Value)> said)
        {
            var row = new StringBuilder($$"""[{"date":"{{Iso(Date)}}","base":"USD","quote":"{{quote}}","rate":{{said[0].Value}}""");
            if (said[0].Who.Contains('/'))
            {
                row.Append(""","providers":[""").AppendJoin(',', said.Select(one =>
                {
                    var parts = one.Who.Split('/')[1].Split('@');
                    return $$"""{"key":"{{parts[0]}}","date":"{{(parts.Length > 1 ? parts[1] : Iso(Date))}}","rate":{{one.Value}}}""";
                })).Append(']');
            }

            return row.Append("}]").ToString();
        }

        private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }
}
