using System.Text.RegularExpressions;

namespace FxOrleans.Architecture.Tests;

/// <summary>Each row of docs/configuration.md has a test that fails when the setting is ignored: it is named in <see cref="SettingProofs"/>.</summary>
public sealed partial class SettingProofTests
{
    public static TheoryData<string> Proofs => [.. SettingProofs.All.Values.Distinct()];

    [Fact]
    public void Every_setting_of_the_page_names_the_test_that_fails_when_it_is_ignored()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "configuration.md"));
        var documented = Row().Matches(page).Select(row => row.Groups[1].Value).ToList();

        Assert.True(documented.Count > 100, "the rows were found");
        Assert.Equal(documented.Order(), SettingProofs.All.Keys.Order());
    }

    /// <summary>It goes by the source, so that it needs no other test project to be built.</summary>
    [Theory]
    [MemberData(nameof(Proofs))]
    public void A_test_that_is_named_exists(string proof)
    {
        var parts = Name().Match(proof);
        Assert.True(parts.Success, $"'{proof}' is not of the form 'project: class.method'.");
        var (project, type, method) = (parts.Groups["project"].Value, parts.Groups["type"].Value, parts.Groups["method"].Value);
        var files = Directory.GetFiles(Path.Combine(Repository.Root, "test", $"FxOrleans.{project}.Tests"), $"{type}.cs", SearchOption.AllDirectories);

        var source = File.ReadAllText(Assert.Single(files));
        Assert.Matches($@"\[\w*(?:Fact|Theory)[^\]]*\]\s+(?:\[[^\n]+\]\s+)*public (?:async )?(?:Task|void) {method}\(", source);
    }

    [GeneratedRegex(@"^\| `([A-Z][\w:{}]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^(?<project>\w+): (?<type>\w+)\.(?<method>\w+)$")]
    private static partial Regex Name();
}
