using System.Reflection;
using System.Xml.Linq;

namespace FxOrleans.Architecture.Tests;

/// <summary>Arrows point down only: silo → PricePlatform → Serving → Access → Pricing, and silo → Grains, Providers, Redis, History, Journal, DemoMarket → Pricing.</summary>
public sealed class ReferenceTests
{
    private static readonly string[] All = [.. Repository.Projects.Select(project => project.Name)];

    /// <summary>What each project may reference. A new project belongs here and into the design.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Pricing"] = [],
        ["Configuration"] = [],
        ["Providers"] = ["Configuration", "Pricing"],
        ["Redis"] = ["Configuration", "Pricing"],
        ["History"] = ["Configuration", "Pricing"],
        ["Journal"] = ["Configuration", "Pricing"],
        ["Access"] = ["Configuration", "Pricing"],
        ["Serving"] = ["Access", "Configuration", "Pricing"],
        ["PricePlatform"] = ["Access", "Configuration", "Pricing", "Serving"],
        ["DemoMarket"] = ["Pricing"],
        ["Abstractions"] = ["Pricing"],
        ["Grains"] = ["Abstractions", "Configuration", "Pricing"],
        ["Client"] = ["Abstractions", "Pricing"],
        ["Silo"] = [.. All.Where(name => name != "Client")], // The client is for processes outside.
    };

    private static readonly string[] OnOrleans = ["Abstractions", "Grains", "Client", "Silo"];

    public static TheoryData<string> Projects => [.. All];

    public static TheoryData<string> Libraries => [.. All.Where(name => name != "Silo")];

    public static TheoryData<string> WithoutOrleans => [.. All.Except(OnOrleans)];

    [Fact]
    public void TheProjectsOfTheDesignAreThere()
    {
        string[] always = ["Pricing", "Providers", "Redis", "History", "Journal", "Access", "Serving", "PricePlatform", "DemoMarket", "Silo"];

        Assert.Empty(always.Except(All));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void AProjectReferencesOnlyWhatLiesBelowIt(string name)
    {
        Assert.True(Allowed.ContainsKey(name), $"{name} is new: say in the design and here what it may reference.");
        Assert.Empty(Project(name).Projects.Except(Allowed[name]));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void AnAssemblyReferencesOnlyWhatLiesBelowIt(string name)
    {
        var ours = References(name).Where(reference => reference.StartsWith("FxOrleans.", StringComparison.Ordinal));

        Assert.Empty(ours.Select(ProjectFile.Short).Except(Allowed[name]));
    }

    [Theory]
    [MemberData(nameof(WithoutOrleans))]
    public void OrleansIsSeenOnlyByWhatIsBuiltOnIt(string name)
    {
        var project = Project(name);

        Assert.DoesNotContain(project.Packages, package => package.Contains("Orleans", StringComparison.Ordinal));
        Assert.DoesNotContain(References(name), reference => reference.StartsWith("Orleans", StringComparison.Ordinal));
    }

    [Fact]
    public void PricingHasNoPackagesAndDoesNoNetworkOrFrameworkThings()
    {
        Assert.Empty(Project("Pricing").Packages);
        Assert.All(References("Pricing"), reference => Assert.StartsWith("System.", reference));
        Assert.DoesNotContain(References("Pricing"), reference => reference.StartsWith("System.Net", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatEveryProjectGetsIsAnalyzersOnly()
    {
        var shared = XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("PackageReference").ToList();

        Assert.NotEmpty(shared);
        Assert.All(shared, reference => Assert.Equal("all", reference.Attribute("PrivateAssets")?.Value));
    }

    private static ProjectFile Project(string name) => Repository.Projects.Single(project => project.Name == name);

    private static IEnumerable<string> References(string name) =>
        Assembly.Load(Project(name).Assembly).GetReferencedAssemblies().Select(reference => reference.Name!);
}
