using System.Text.Json;

namespace FxOrleans.DemoMarket;

/// <summary>The modes' names in JSON: <c>rate_limit</c> for <see cref="MisbehaviourMode.RateLimit"/>.</summary>
internal static class ModeNames
{
    private static readonly Dictionary<MisbehaviourMode, string> Names = Enum.GetValues<MisbehaviourMode>()
        .ToDictionary(mode => mode, mode => JsonNamingPolicy.SnakeCaseLower.ConvertName(mode.ToString()));

    public static string Of(MisbehaviourMode mode) => Names[mode];

    /// <exception cref="ArgumentException">No mode has that name; the message lists those that are.</exception>
    public static MisbehaviourMode Parse(string? name)
    {
        foreach (var (mode, known) in Names)
        {
            if (known == name)
            {
                return mode;
            }
        }

        throw new ArgumentException($"'{name}' is no mode; there are {string.Join(", ", Names.Values)}.");
    }
}
