using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>
/// A pricing policy in a receipt: every rule by its name in camel case, as <c>/rate/explain</c> names them, times in seconds. By reflection,
/// so that a rule that is added to the policy is in the next receipt.
/// </summary>
internal static class PolicyText
{
    /// <summary>The policy as JSON.</summary>
    public static JsonObject Write(PricingPolicy policy) => Rules(policy);

    /// <summary>The policy that was written. A rule that came later than the receipt has its default.</summary>
    /// <exception cref="FormatException">A rule is not written as receipts write it.</exception>
    public static PricingPolicy Read(JsonObject json) => (PricingPolicy)Rules(json, typeof(PricingPolicy));

    private static JsonObject Rules(object of)
    {
        var json = new JsonObject();
        foreach (var rule in RulesOf(of.GetType()))
        {
            json[Name(rule)] = Text(rule.GetValue(of));
        }

        return json;
    }

    private static object Rules(JsonObject json, Type type)
    {
        var rules = Activator.CreateInstance(type)!;
        foreach (var rule in RulesOf(type).Where(rule => json.ContainsKey(Name(rule))))
        {
            rule.SetValue(rules, json[Name(rule)] is { } value ? Value(value, rule.PropertyType) : null);
        }

        return rules;
    }

    private static JsonNode? Text(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        int whole => ReceiptText.Of(whole),
        double ratio => ReceiptText.Of(ratio),
        decimal number => ReceiptText.Of(number),
        TimeSpan time => ReceiptText.Of(time),
        IDictionary byName => new JsonObject(byName.Keys.Cast<string>().Select(name => KeyValuePair.Create(name, Text(byName[name])))),
        _ => Rules(value),
    };

    private static object Value(JsonNode json, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return json switch
        {
            JsonObject byName when typeof(IDictionary).IsAssignableFrom(type) => Named(byName, type),
            JsonObject rules => Rules(rules, type),
            JsonValue flag when type == typeof(bool) && flag.GetValueKind() is JsonValueKind.True or JsonValueKind.False => json.GetValue<bool>(),
            JsonValue text when text.GetValueKind() == JsonValueKind.String => Value(json.GetValue<string>(), type),
            _ => throw new FormatException("A rule of the policy is of another type."),
        };
    }

    private static IDictionary Named(JsonObject byName, Type type)
    {
        var named = (IDictionary)Activator.CreateInstance(type)!;
        foreach (var (name, value) in byName)
        {
            named[name] = value is null ? null : Value(value, type.GenericTypeArguments[1]);
        }

        return named;
    }

    private static object Value(string text, Type type) =>
        type == typeof(int) ? checked((int)ReceiptText.Whole(text))
        : type == typeof(double) ? ReceiptText.Double(text)
        : type == typeof(decimal) ? ReceiptText.Decimal(text)
        : type == typeof(TimeSpan) ? ReceiptText.Seconds(text)
        : throw new FormatException("A rule of the policy is of another type.");

    private static IEnumerable<PropertyInfo> RulesOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    private static string Name(PropertyInfo rule) => JsonNamingPolicy.CamelCase.ConvertName(rule.Name);
}
