using System.Text.RegularExpressions;

namespace FxOrleans.Architecture.Tests;

/// <summary>Files that a newcomer finds and reads quickly: short, named after their first type, with at most a few small types that belong to it.</summary>
public sealed partial class SourceFileTests
{
    private const int Longest = 250;
    private const int Median = 80;
    private const int MostTypes = 4;
    private const int LongestOfSeveral = 150;

    [Fact]
    public void AFileIsNamedAfterItsFirstTypeAndAddsOnlySmallOnesToIt()
    {
        var wrong = Repository.Sources
            .Where(path => Path.GetFileName(path) is not ("Program.cs" or "GlobalUsings.cs"))
            .Select(path => (Path: path, Types: TopLevelTypes(path)))
            .Where(file => file.Types is not [var first, ..] || first != Path.GetFileName(file.Path).Split('.')[0]
                || file.Types.Length > MostTypes || (file.Types.Length > 1 && File.ReadLines(file.Path).Count() > LongestOfSeveral))
            .Select(file => $"{Repository.Relative(file.Path)}: {string.Join(", ", file.Types)}");

        Assert.Empty(wrong);
    }

    [Fact]
    public void FilesUseFileScopedNamespacesSoThatTopLevelTypesStartTheirLine()
    {
        var wrong = Repository.Sources
            .Where(path => Path.GetFileName(path) is not ("Program.cs" or "GlobalUsings.cs"))
            .Where(path => File.ReadLines(path).Count(line => FileScopedNamespace().IsMatch(line)) != 1)
            .Select(Repository.Relative);

        Assert.Empty(wrong);
    }

    [Fact]
    public void FilesAreShort()
    {
        var lengths = Repository.Sources.Select(path => (Lines: File.ReadLines(path).Count(), Path: path)).Order().ToList();

        Assert.True(lengths.Count > 50, "the sources were found");
        Assert.Empty(lengths.Where(file => file.Lines > Longest).Select(file => $"{Repository.Relative(file.Path)}: {file.Lines}"));
        Assert.True(lengths[lengths.Count / 2].Lines < Median, $"the median is {lengths[lengths.Count / 2].Lines} lines");
    }

    [Theory]
    [InlineData("public sealed class A(int b) : C", "A")]
    [InlineData("internal readonly record struct Bc<T>", "Bc")]
    [InlineData("public static partial class D", "D")]
    [InlineData("public abstract record E(", "E")]
    [InlineData("file enum F : byte", "F")]
    [InlineData("public delegate void G<T>(T t);", "G")]
    [InlineData("interface IH", "IH")]
    [InlineData("public ref struct I", "I")]
    [InlineData("    public class Nested", null)]
    [InlineData("// a class of", null)]
    [InlineData("using Record = int;", null)]
    public void TopLevelTypesAreRecognised(string line, string? name)
    {
        var match = TypeDeclaration().Match(line);

        Assert.Equal(name, match.Success ? match.Groups["name"].Value : null);
    }

    private static string[] TopLevelTypes(string path) =>
        [.. File.ReadLines(path).Select(line => TypeDeclaration().Match(line)).Where(match => match.Success).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"^(?:(?:public|internal|file|sealed|static|abstract|readonly|partial|ref|unsafe)\s+)*(?:class|record\s+struct|record\s+class|record|struct|interface|enum|delegate\s+[\w<>\[\]?,. ]+?)\s+(?<name>\w+)\s*(?:[<(:{;]|$|where)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^namespace [\w.]+;$")]
    private static partial Regex FileScopedNamespace();
}
