using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The commands of the documentation: lines of its shell blocks, and what its prose and tables have between backquotes.</summary>
internal static partial class ReadmeCommands
{
    public static readonly string[] Files = ["README.md", "manifests/README.md", .. Directory.EnumerateFiles(Path.Combine(SiloProgram.Root, "docs"), "*.md").Order().Select(file => $"docs/{Path.GetFileName(file)}")];

    /// <summary>Each once, without comments, continued lines put together.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Files.SelectMany(file => Of(File.ReadAllText(Path.Combine(SiloProgram.Root, file)))).Distinct()];

    /// <summary>In the order of the text.</summary>
    public static IEnumerable<string> Of(string text)
    {
        foreach (Match block in Blocks().Matches(text))
        {
            var isShell = block.Groups["language"].Value is "bash" or "sh";
            foreach (var line in Lines(block.Groups["text"].Value))
            {
                if (isShell || Command().IsMatch(line))
                {
                    yield return line;
                }
            }
        }

        foreach (Match code in InlineCode().Matches(Blocks().Replace(text, "")))
        {
            if (Command().IsMatch(code.Groups[1].Value))
            {
                yield return code.Groups[1].Value;
            }
        }
    }

    private static IEnumerable<string> Lines(string block) => Continued().Replace(block, " ")
        .Split('\n')
        .Select(line => line.Split(" # ")[0].Trim())
        .Where(line => line.Length > 0);

    [GeneratedRegex(@"^ *```(?<language>\w*)\n(?<text>.*?)^ *```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@" *\\\n *")]
    private static partial Regex Continued();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^(?:[A-Z_]+=\S+ )*(?:\./fx|make|docker|kubectl|curl|dotnet|npm|git|apt-get) \S")]
    private static partial Regex Command();
}
