using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace FxOrleans.EndToEnd.Tests;

/// <summary><c>docker-compose.yml</c> as Compose reads it, with its anchors and merges resolved.</summary>
internal static partial class ComposeFile
{
    private static readonly Dictionary<object, object> Root = Read();

    public static IReadOnlyDictionary<string, Dictionary<object, object>> Services { get; } =
        Map(Root, "services").ToDictionary(service => (string)service.Key, service => (Dictionary<object, object>)service.Value);

    public static IReadOnlyList<string> Volumes { get; } = [.. Map(Root, "volumes").Keys.Cast<string>()];

    public static Dictionary<object, object> Map(Dictionary<object, object> of, string key) =>
        of.TryGetValue(key, out var value) && value is Dictionary<object, object> map ? map : [];

    /// <summary>A list's items, or a map's keys, as text.</summary>
    public static string[] List(Dictionary<object, object> of, string key) => of.GetValueOrDefault(key) switch
    {
        List<object> list => [.. list.Cast<string>()],
        Dictionary<object, object> map => [.. map.Keys.Cast<string>()],
        _ => [],
    };

    /// <summary>A service's settings, as they are where nobody sets anything else.</summary>
    public static Dictionary<string, string> Environment(string service) =>
        Map(Services[service], "environment").ToDictionary(setting => (string)setting.Key, setting => Default((string)setting.Value));

    /// <summary>A text with the defaults of its variables, and a value for those that must be set.</summary>
    public static string Default(string text) => Required().Replace(Variable().Replace(text, "$1"), "s3cret");

    [GeneratedRegex(@"\$\{\w+:-([^}]*)\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\$\{\w+:\?[^}]*\}")]
    private static partial Regex Required();

    private static Dictionary<object, object> Read()
    {
        using var text = File.OpenText(Path.Combine(SiloProgram.Root, "docker-compose.yml"));
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(new MergingParser(new Parser(text)));
    }
}
