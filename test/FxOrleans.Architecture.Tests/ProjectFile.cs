using System.Xml.Linq;

namespace FxOrleans.Architecture.Tests;

/// <summary>What a project file says of its references.</summary>
internal sealed class ProjectFile
{
    private const string Prefix = "FxOrleans.";

    public ProjectFile(string path)
    {
        var document = XDocument.Load(path);
        Name = Short(Path.GetFileNameWithoutExtension(path));
        Packages = Included(document, "PackageReference");
        Projects = [.. Included(document, "ProjectReference")
            .Select(reference => Short(Path.GetFileNameWithoutExtension(reference.Replace('\\', '/'))))];
    }

    /// <summary>Without the prefix that all of them have.</summary>
    public string Name { get; }

    public IReadOnlyList<string> Packages { get; }

    public IReadOnlyList<string> Projects { get; }

    /// <summary>The assembly that it builds.</summary>
    public string Assembly => Prefix + Name;

    public static string Short(string name) => name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;

    private static List<string> Included(XDocument document, string element) =>
        [.. document.Descendants(element).Select(reference => reference.Attribute("Include")?.Value).OfType<string>()];
}
