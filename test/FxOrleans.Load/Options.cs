using System.Globalization;

namespace FxOrleans.Load;

/// <summary>What the command line asks for: the first word a scenario, then <c>--name value</c>.</summary>
internal sealed class Options
{
    private const string KeyVariable = "FX_KEY";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public Options(IReadOnlyList<string> arguments, params string[] known)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
            {
                Filter = Filter.Length == 0 ? arguments[i] : throw new FormatException($"One scenario at a time: '{Filter}' or '{arguments[i]}'.");
            }
            else if (!known.Contains(arguments[i][2..]) || i + 1 == arguments.Count)
            {
                throw new FormatException($"'{arguments[i]}' is not understood; there are {string.Join(", ", known.Select(name => $"--{name} VALUE"))}.");
            }
            else
            {
                _values[arguments[i][2..]] = arguments[++i];
            }
        }
    }

    /// <summary>The scenario, or part of its name; empty for all.</summary>
    public string Filter { get; } = "";

    /// <summary>
    /// The key that the stack asks for; null for none. It is kept in this process's environment, where its children find it: what stands
    /// in a command line, everybody on the machine can read.
    /// </summary>
    public static string? Key
    {
        get => Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? key : null;
        set => Environment.SetEnvironmentVariable(KeyVariable, value);
    }

    public string? Text(string name) => _values.GetValueOrDefault(name);

    public double Number(string name, double otherwise) =>
        _values.TryGetValue(name, out var text) ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
