using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FxOrleans.Configuration;

namespace FxOrleans.Architecture.Tests;

/// <summary>Every setting has a documented default and range, is refused by its name when it is wrong, and is in the table of settings.</summary>
public sealed partial class SettingsTests
{
    /// <summary>The classes that are bound to configuration: those with data annotations. A new one belongs here.</summary>
    private static readonly Dictionary<string, string> Sections = new()
    {
        ["PricingPolicy"] = "Pricing",
        ["UsagePolicy"] = "Pricing:Usage",
        ["PushOptions"] = "Push",
        ["PricesOptions"] = "Prices",
        ["AnswerCacheOptions"] = "Prices:Cache",
        ["HistoryOptions"] = "History",
        ["RedisOptions"] = "Redis",
        ["DemoMarketOptions"] = "Demo",
        ["ClusteringOptions"] = "Clustering",
        ["GrainsOptions"] = "Grains",
        ["ReceiptsOptions"] = "Receipts",
        ["JournalOptions"] = "Journal",
    };

    private static readonly Type[] Bound =
        [.. Repository.Projects.Where(project => project.Name != "Silo").SelectMany(project => Assembly.Load(project.Assembly).GetExportedTypes())
            .Where(type => type.GetProperties().Any(property => property.IsDefined(typeof(ValidationAttribute))))];

    private static readonly Dictionary<string, Setting> Settings = Bound
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.CanWrite && !Bound.Contains(property.PropertyType))
            .Select(property => new Setting(Sections.GetValueOrDefault(type.Name, type.Name), property)))
        .ToDictionary(setting => setting.Key);

    private static readonly Dictionary<string, string> Documentation = Bound.Select(type => type.Assembly.GetName().Name!).Distinct()
        .SelectMany(assembly => XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml")).Descendants("member"))
        .DistinctBy(member => member.Attribute("name")!.Value) // A file may be compiled by two projects.
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")?.Value ?? "");

    /// <summary>The rows of the table: a key, and what its default is said to be.</summary>
    private static readonly Dictionary<string, string> Table = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md")))
        .ToDictionary(row => row.Groups["key"].Value, row => row.Groups["default"].Value.Trim().Trim('`'));

    public static TheoryData<string> All => [.. Settings.Keys];

    public static TheoryData<string> Ranged => [.. Settings.Values.Where(setting => setting.Absurd(isBounded: true).Any()).Select(setting => setting.Key)];

    [Fact]
    public void TheClassesThatAreBoundAreKnown()
    {
        Assert.True(Settings.Count > 40, "the settings were found");
        Assert.Empty(Bound.Select(type => type.Name).Except(Sections.Keys));
        Assert.All(Bound, type => Assert.Empty(OptionsRules.Faults(Activator.CreateInstance(type)!, Sections[type.Name])));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void ItsDefaultAndItsRangeAreDocumented(string key)
    {
        var text = Documentation[Settings[key].Member];

        Assert.Contains("default", text, StringComparison.OrdinalIgnoreCase);
        Assert.True(!Settings[key].IsNumber || Range().IsMatch(text), $"{key} has no range: {text.Trim()}");
    }

    [Theory]
    [MemberData(nameof(Ranged))]
    public void AWrongValueIsRefusedByItsName(string key)
    {
        var isBounded = !Unbounded().IsMatch(Documentation[Settings[key].Member]);

        foreach (var value in Settings[key].Absurd(isBounded))
        {
            Assert.Contains(Settings[key].FaultsOf(value), fault => fault.StartsWith($"{key} is {value}; it must be ", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TheTableHasItWithItsDefault(string key)
    {
        if (Settings[key].Type.IsGenericType)
        {
            Assert.Contains(Table.Keys, row => row.StartsWith($"{key}:", StringComparison.Ordinal));
            return;
        }

        Assert.True(Table.TryGetValue(key, out var value), $"docs/configuration.md does not have {key}.");
        Assert.Equal(Settings[key].Default, value, ignoreCase: true);
    }

    [Fact]
    public void TheTableHasWhatIsReadByItsName()
    {
        var read = Repository.Sources.SelectMany(path => Literal().Matches(File.ReadAllText(path))).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Contains("Quotas:File", read);
        Assert.All(read, key => Assert.Contains(Table.Keys, row => IsOrHolds(row, key)));
    }

    [Fact]
    public void WhatTheTableHasIsInTheCode()
    {
        var words = Repository.Sources.SelectMany(path => Word().Matches(File.ReadAllText(path))).Select(match => match.Value).ToHashSet();

        Assert.All(Table.Keys, key => Assert.All(key.Split(':').Where(part => part[0] != '{'), part => Assert.Contains(part, words)));
    }

    // A row's {Name} stands for any.
    private static bool IsOrHolds(string row, string key) => Regex.IsMatch(key, $"^{Placeholder().Replace(row, "[^:]+")}$") || row.StartsWith($"{key}:", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^\| `(?<key>[A-Z][\w:{}]*)` \| (?<default>[^|]+)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\d.* to\s|or more|from 0|Above 0|at most", RegexOptions.Singleline)]
    private static partial Regex Range();

    [GeneratedRegex("or more|any integer from")]
    private static partial Regex Unbounded();

    [GeneratedRegex(@"""([A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)+)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
