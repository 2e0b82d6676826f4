using System.Globalization;
using System.Text.RegularExpressions;

namespace FxOrleans.Silo.Tests;

/// <summary>A row of docs/configuration.md: a key, and what it may be.</summary>
internal sealed partial record DocumentedSetting(string Key, string MayBe)
{
    public static IReadOnlyList<DocumentedSetting> All { get; } =
    [
        .. Row().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "configuration.md")))
            .Select(row => new DocumentedSetting(Concrete(row.Groups["key"].Value), row.Groups["range"].Value)),
    ];

    /// <summary>Values just outside of its range; none where it has no range.</summary>
    public IEnumerable<string> Outside()
    {
        if (Between().Match(MayBe) is { Success: true } range)
        {
            foreach (var (limit, step) in ((string, int)[])[(range.Groups["least"].Value, -1), (range.Groups["most"].Value, 1)])
            {
                if (Beyond(limit, step) is { } outside)
                {
                    yield return outside;
                }
            }
        }
        else if (OrMore().Match(MayBe) is { Success: true } least)
        {
            yield return Beyond(least.Groups[1].Value, -1)!;
        }
        else if (MayBe.StartsWith("above 0", StringComparison.Ordinal))
        {
            yield return "00:00:00";
        }
        else if (Characters().Match(MayBe) is { Success: true } most)
        {
            yield return new string('é', int.Parse(most.Groups[1].Value, CultureInfo.InvariantCulture) + 1);
        }
        else if (OneOf().IsMatch(MayBe) || MayBe.StartsWith("http", StringComparison.Ordinal) || MayBe.StartsWith("ws", StringComparison.Ordinal) || MayBe.StartsWith("an IP", StringComparison.Ordinal)
            || MayBe.StartsWith("calls", StringComparison.Ordinal) || MayBe.StartsWith("`calls", StringComparison.Ordinal) || MayBe.StartsWith("addresses", StringComparison.Ordinal) || MayBe.StartsWith("pairs", StringComparison.Ordinal) || MayBe.StartsWith("a path such as", StringComparison.Ordinal))
        {
            yield return "no such thing";
        }
    }

    private static string? Beyond(string limit, int step)
    {
        if (limit.Contains(':', StringComparison.Ordinal))
        {
            var beyond = Duration(limit) + (step * TimeSpan.FromTicks(1));
            return beyond.ToString("c", CultureInfo.InvariantCulture);
        }

        return decimal.TryParse(limit, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
            ? (limit.Contains('.', StringComparison.Ordinal) ? number + (step * 0.000001m) : number + step).ToString(CultureInfo.InvariantCulture)
            : null;
    }

    // 168:00:00 are seven days.
    private static TimeSpan Duration(string text) =>
        text.Split(':') is [var hours, var minutes, var seconds] && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var many)
            ? TimeSpan.FromHours(many) + TimeSpan.Parse($"00:{minutes}:{seconds}", CultureInfo.InvariantCulture)
            : TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private static string Concrete(string key) => key
        .Replace("Providers:{Name}", "Providers:Ecb", StringComparison.Ordinal)
        .Replace("{name}", "desk", StringComparison.Ordinal)
        .Replace("{interval}", "1m", StringComparison.Ordinal);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FxOrleans.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("These tests do not run in a checkout.");
        }

        return folder.FullName;
    }

    [GeneratedRegex(@"^\| `(?<key>[A-Z][\w:{}]*)` \| [^|]+\| (?<range>[^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^`?(?<least>[\d.:]+|HoldFor)`? to `?(?<most>[\d.:]+)`?")]
    private static partial Regex Between();

    [GeneratedRegex(@"^(\d+) or more")]
    private static partial Regex OrMore();

    [GeneratedRegex(@"^(\d+) (?:printable|characters|lower-case|hexadecimal)")]
    private static partial Regex Characters();

    [GeneratedRegex(@"^(?:true, false|`[\w/-]+`(?:, `[\w/-]+`)+)$")]
    private static partial Regex OneOf();
}
