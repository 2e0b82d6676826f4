using System.Globalization;
using System.Text.RegularExpressions;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// Reads Prometheus' text format 0.0.4 as its documentation has it (prometheus.io/docs/instrumenting/exposition_formats) and fails at the first line that it does not allow.
/// </summary>
internal static partial class PrometheusText
{
    /// <summary>One line with a value.</summary>
    public sealed record Sample(string Name, string Labels, double Value);

    /// <summary>One metric with all of its lines.</summary>
    public sealed class Family
    {
        public string? Help { get; set; }

        public string Type { get; set; } = "untyped";

        public List<Sample> Samples { get; } = [];
    }

    /// <summary>The metrics by name.</summary>
    /// <exception cref="FormatException">A line is not allowed; the message has it.</exception>
    public static IReadOnlyDictionary<string, Family> Read(string text)
    {
        var (families, seen, current) = (new Dictionary<string, Family>(), new HashSet<string>(), "");
        Require(text.EndsWith('\n'), "The last line has no end.");
        foreach (var line in text[..^1].Split('\n'))
        {
            Require(!line.Contains('\r', StringComparison.Ordinal), line);
            if (line.Length == 0 || (line[0] == '#' && !line.StartsWith("# HELP ", StringComparison.Ordinal) && !line.StartsWith("# TYPE ", StringComparison.Ordinal)))
            {
                continue;
            }

            if (line[0] == '#')
            {
                var words = line.Split(' ', 4);
                Require(words.Length >= 3 && Name().IsMatch(words[2]), line);
                var family = Enter(words[2], line);
                Require(family.Samples.Count == 0, $"{line}: after its samples");
                if (words[1] == "HELP")
                {
                    Require(family.Help is null, $"{line}: a second time");
                    family.Help = words.Length == 4 ? words[3] : "";
                }
                else
                {
                    Require(family.Type == "untyped" && words is [.., "counter" or "gauge" or "histogram" or "summary" or "untyped"], line);
                    family.Type = words[3];
                }

                continue;
            }

            var match = SampleLine().Match(line);
            Require(match.Success && Number(match.Groups["value"].Value, out _), line);
            Number(match.Groups["value"].Value, out var value);
            var name = match.Groups["name"].Value;
            var labels = match.Groups["labels"].Value;
            Require(seen.Add($"{name}{{{labels}}}"), $"{line}: a second time");
            var names = Label().Matches(labels).Select(label => label.Groups["name"].Value).ToArray();
            Require(names.Distinct().Count() == names.Length, $"{line}: a label twice");
            Enter(Base(name), line).Samples.Add(new Sample(name, labels, value));
        }

        foreach (var (name, family) in families.Where(family => family.Value.Type == "histogram"))
        {
            CheckHistogram(name, family);
        }

        return families;

        // All lines of a metric stand together.
        Family Enter(string name, string line)
        {
            Require(name == current || !families.ContainsKey(name), $"{line}: apart from the others of {name}");
            current = name;
            return families.TryGetValue(name, out var family) ? family : families[name] = new Family();
        }

        string Base(string name)
        {
            var isPart = families.TryGetValue(current, out var family) && family.Type is "histogram" or "summary"
                && name.StartsWith(current, StringComparison.Ordinal) && name[current.Length..] is "_bucket" or "_sum" or "_count";
            return isPart ? current : name;
        }
    }

    private static void CheckHistogram(string name, Family family)
    {
        var series = family.Samples.GroupBy(sample => string.Join(',', Label().Matches(sample.Labels).Where(label => label.Groups["name"].Value != "le").Select(label => label.Value)));
        foreach (var one in series)
        {
            var buckets = one.Where(sample => sample.Name == $"{name}_bucket").ToArray();
            Require(buckets.Length > 0 && buckets[^1].Labels.Contains("le=\"+Inf\"", StringComparison.Ordinal), $"{name} has no +Inf.");
            Require(buckets.Zip(buckets.Skip(1)).All(pair => pair.First.Value <= pair.Second.Value), $"{name} is not cumulative.");
            Require(one.Single(sample => sample.Name == $"{name}_count").Value == buckets[^1].Value, $"{name}_count is not its last bucket.");
        }
    }

    private static bool Number(string text, out double value)
    {
        value = text switch { "+Inf" => double.PositiveInfinity, "-Inf" => double.NegativeInfinity, "NaN" => double.NaN, _ => 0 };
        return value != 0 || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new FormatException(what);
        }
    }

    [GeneratedRegex("^[a-zA-Z_:][a-zA-Z0-9_:]*$")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<name>[a-zA-Z_][a-zA-Z0-9_]*)=""(?:[^""\\]|\\[\\n""])*""")]
    private static partial Regex Label();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?<labels>(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\[\\n"])*",?)*)\})? (?<value>\S+)(?: -?[0-9]+)?$""")]
    private static partial Regex SampleLine();
}
