using System.Collections.Concurrent;
using System.Text;

namespace FxOrleans.Pricing;

/// <summary>Wire codes of enumerations: the member's name in snake case, <c>RateLimited</c> as <c>rate_limited</c>.</summary>
public static class Codes
{
    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    public static string Code<T>(this T value)
        where T : struct, Enum =>
        Known.GetOrAdd(value, static member => SnakeCase(member.ToString()));

    private static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
