using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Serving.WhatIf;

/// <summary>Reads rules from JSON into settings, by their keys under <c>Pricing</c>. Times are numbers of seconds, as <c>/rate/explain</c> shows them, or text as it is configured.</summary>
internal static class PolicyBody
{
    /// <summary>Returns the settings, or what is wrong. Values are judged later, with those of the command line.</summary>
    public static (Dictionary<string, string?> Rules, Problem? Problem) Read(JsonElement body)
    {
        var rules = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (!body.TryGetProperty("policy", out var policy) || policy.ValueKind == JsonValueKind.Null)
        {
            return (rules, Problem.BadRequest(ProblemCodes.MissingParameter, "The member 'policy' is missing: the rules that are other, such as {\"quorum\":3}."));
        }

        return policy.ValueKind != JsonValueKind.Object ? (rules, Wrong("The member 'policy' is no object of rules, such as {\"quorum\":3}."))
            : Add(rules, policy, typeof(PricingPolicy), "") is { } wrong ? (rules, wrong)
            : rules.Count == 0 ? (rules, Wrong("The policy names no rule, such as \"quorum\":3; by the same rules nothing differs."))
            : (rules, null);
    }

    private static Problem? Add(Dictionary<string, string?> rules, JsonElement json, Type type, string before)
    {
        foreach (var member in json.EnumerateObject())
        {
            var (key, of) = (before + member.Name, Of(type, member.Name));
            if (of is null)
            {
                return Wrong($"The policy has no rule '{QueryReader.Echo(key)}'; docs/configuration.md lists those that there are, under Pricing.");
            }

            if (member.Value.ValueKind == JsonValueKind.Object)
            {
                if (Add(rules, member.Value, of, $"{key}:") is { } problem)
                {
                    return problem;
                }
            }
            else if (Text(member.Value, of) is not { } text)
            {
                return Wrong($"The rule '{QueryReader.Echo(key)}' of the policy is neither a number nor text, true or false.");
            }
            else if (!rules.TryAdd(key, text))
            {
                return Wrong($"The rule '{QueryReader.Echo(key)}' of the policy is given twice.");
            }
        }

        return null;
    }

    private static Type? Of(Type type, string member) =>
        member.Contains(':', StringComparison.Ordinal) ? null
        : typeof(IDictionary).IsAssignableFrom(type) ? type.GenericTypeArguments[1]
        : type.GetProperty(member, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { CanWrite: true } property ? Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        : null;

    private static string? Text(JsonElement value, Type type) => value.ValueKind switch
    {
        JsonValueKind.Number when type == typeof(TimeSpan) && value.TryGetDouble(out var seconds) && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds / 2 =>
            TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.String when value.GetString() is { Length: > 0 } text && !string.IsNullOrWhiteSpace(text) => text,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    private static Problem Wrong(string detail) => Problem.BadRequest(ProblemCodes.InvalidPolicy, detail);
}
