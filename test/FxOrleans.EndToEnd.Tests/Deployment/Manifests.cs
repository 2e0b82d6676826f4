using FxOrleans.Testing.Hosting;
using YamlDotNet.RepresentationModel;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>Reads YAML by paths such as <c>spec/template/spec/containers</c>.</summary>
internal static class Manifests
{
    public static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(SiloProgram.Root, "manifests", folder), "??-*.yaml").Order(StringComparer.Ordinal);

    /// <summary>The objects of a folder.</summary>
    public static IReadOnlyList<YamlNode> Of(string folder) => [.. Files(folder).SelectMany(Documents)];

    public static IEnumerable<YamlNode> Documents(string file) => Parse(File.ReadAllText(file));

    public static IEnumerable<YamlNode> Parse(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents.Select(document => document.RootNode);
    }

    /// <summary>What is there, or null.</summary>
    public static YamlNode? At(this YamlNode? node, string path) => path.Split('/').Aggregate(
        node, (here, key) => here is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null);

    public static string? Text(this YamlNode? node, string path) => (node.At(path) as YamlScalarNode)?.Value;

    public static IEnumerable<YamlNode> Items(this YamlNode? node, string path) => (node.At(path) as YamlSequenceNode)?.Children ?? [];

    public static IReadOnlyDictionary<string, string> Map(this YamlNode? node, string path) =>
        (node.At(path) as YamlMappingNode)?.Children.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value.ToString()) ?? [];

    /// <summary>Of the workloads: the description of their pods.</summary>
    public static YamlNode? Pod(this YamlNode node) => node.At("spec/jobTemplate/spec/template") ?? node.At("spec/template");
}
