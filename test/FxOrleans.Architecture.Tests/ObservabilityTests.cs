using System.Text.Json;
using System.Text.RegularExpressions;

namespace FxOrleans.Architecture.Tests;

/// <summary>Dashboard and alerts speak of metrics that exist, by the names that Prometheus gives them.</summary>
public sealed partial class ObservabilityTests
{
    /// <summary>What the framework itself measures and the files speak of.</summary>
    private static readonly string[] Framework =
    [
        "http_server_request_duration_seconds_bucket", "http_server_request_duration_seconds_count",
        "dotnet_process_memory_working_set_bytes", "dotnet_process_cpu_time_seconds_total",
    ];

    private static readonly HashSet<string> Ours = [.. Repository.Sources.SelectMany(path => Instruments(File.ReadAllText(path)))];

    public static TheoryData<string> Files => ["dashboard.json", "alerts.yaml"];

    [Theory]
    [MemberData(nameof(Files))]
    public void EveryMetricNamedExists(string file)
    {
        var named = Metric().Matches(Read(file)).Select(match => match.Value).Distinct().ToList();

        Assert.True(named.Count > 5, "metrics were found");
        Assert.Empty(named.Except(Ours).Except(Framework));
    }

    [Fact]
    public void TheDashboardIsOneThatGrafanaReads()
    {
        var dashboard = JsonDocument.Parse(Read("dashboard.json")).RootElement;
        var panels = dashboard.GetProperty("panels").EnumerateArray().ToList();

        Assert.Equal("fxorleans", dashboard.GetProperty("uid").GetString());
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("gridPos").GetRawText()).Distinct().Count());
        Assert.All(panels, panel => Assert.All(
            panel.GetProperty("targets").EnumerateArray(), target => Assert.True(IsBalanced(target.GetProperty("expr").GetString()!))));
    }

    [Fact]
    public void EveryAlertHasAnExpressionASeverityAndASummary()
    {
        var rules = Read("alerts.yaml").Split("      - alert: ")[1..];

        Assert.Equal(rules.Length, rules.Select(rule => rule.Split('\n')[0]).Distinct().Count());
        Assert.All(rules, rule =>
        {
            var expression = Expression().Match(rule);
            Assert.True(expression.Success && IsBalanced(expression.Groups[1].Value), rule);
            Assert.Matches(@"severity: (critical|warning) \}", rule);
            Assert.Contains("summary: ", rule, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("meter.CreateCounter<long>(\n \"a.b\", \"{x}\", \"c\")", "a_b_total")]
    [InlineData("meter.CreateObservableGauge(\"a.lag\", () => 1, \"s\", \"c\")", "a_lag_seconds")]
    [InlineData("meter.CreateObservableUpDownCounter(\"a.open\", () => f(1, 2), \"{x}\", \"c\")", "a_open")]
    [InlineData("meter.CreateHistogram(\n \"a.duration\",\n \"s\", \"c\")", "a_duration_seconds_bucket")]
    [InlineData("meter.CreateObservableGauge(\"a.up\", Up, \"1\", \"c\")", "a_up")]
    [InlineData("meter.CreateCounter<long>(\"a.size\", unit: \"By\")", "a_size_bytes_total")]
    public void InstrumentsAreNamedAsPrometheusDoes(string source, string name) => Assert.Contains(name, Instruments(source));

    // A gauge of unit 1 would be called a ratio by some; ours are 0 or 1 and Prometheus' own OTLP receiver leaves them.
    private static IEnumerable<string> Instruments(string source)
    {
        foreach (Match made in Instrument().Matches(source))
        {
            var (kind, name) = (made.Groups["kind"].Value, made.Groups["name"].Value.Replace('.', '_'));
            name += made.Groups["unit"].Value switch { "s" => "_seconds", "By" => "_bytes", "ms" => "_milliseconds", _ => "" };
            string[] suffixes = kind switch { "Histogram" => ["_bucket", "_count", "_sum"], "Counter" => ["_total"], _ => [""] };
            foreach (var suffix in suffixes)
            {
                yield return name + suffix;
            }
        }
    }

    private static bool IsBalanced(string expression) =>
        expression.Count(c => c == '(') == expression.Count(c => c == ')') && expression.Count(c => c == '{') == expression.Count(c => c == '}');

    private static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, "manifests", "observability", file));

    [GeneratedRegex(@"Create(?:Observable)?(?<kind>Counter|Gauge|UpDownCounter|Histogram)(?:<\w+>)?\(\s*""(?<name>[a-z0-9_.]+)""(?:[^;]*?""(?<unit>\{\w+\}|1|s|ms|By)"")?")]
    private static partial Regex Instrument();

    [GeneratedRegex(@"\b(?:fxorleans|http_server|http_client|dotnet|kestrel|aspnetcore|signalr|process)_[a-z0-9_]+")]
    private static partial Regex Metric();

    [GeneratedRegex(@"\n        expr: (.+)\n")]
    private static partial Regex Expression();
}
