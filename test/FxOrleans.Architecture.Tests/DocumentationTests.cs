using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace FxOrleans.Architecture.Tests;

/// <summary>Every public type says what it is for.</summary>
public sealed class DocumentationTests
{
    public static TheoryData<string> Libraries =>
        [.. Repository.Projects.Where(project => project.Name != "Silo").Select(project => project.Assembly)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void EveryPublicTypeHasASummary(string assembly)
    {
        var documented = Documented(assembly);

        var missing = Assembly.Load(assembly).GetExportedTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !type.IsDefined(typeof(GeneratedCodeAttribute)))
            .Select(type => type.FullName!.Replace('+', '.'))
            .Except(documented);

        Assert.Empty(missing);
    }

    [Fact]
    public void TheDocumentationIsFound() => Assert.Contains("FxOrleans.Pricing.PairPrice", Documented("FxOrleans.Pricing"));

    private static HashSet<string> Documented(string assembly) =>
        [.. XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{assembly}.xml")).Descendants("member")
            .Where(member => !string.IsNullOrWhiteSpace(member.Element("summary")?.Value))
            .Select(member => member.Attribute("name")!.Value)
            .Where(name => name.StartsWith("T:", StringComparison.Ordinal))
            .Select(name => name[2..])];
}
