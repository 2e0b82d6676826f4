using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace FxOrleans.Configuration;

/// <summary>Reads the values of a section against the class that it is bound to. An empty value is none.</summary>
internal static class SectionValues
{
    public static IEnumerable<SectionValue> Read(IConfigurationSection section, Type type)
    {
        foreach (var child in section.GetChildren())
        {
            var property = type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            var values = property is { CanWrite: true } ? Read(child, property.PropertyType, property) : [new SectionValue(child.Path, "", UnknownSetting.Fault(section.Path, child.Key))];
            foreach (var value in values)
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<SectionValue> Read(IConfigurationSection section, Type type, PropertyInfo property)
    {
        if (IsScalar(type))
        {
            return section.GetChildren().Any() ? [new(section.Path, "", $"{section.Path} is a section; it must be {Allowed.Of(property)}.")]
                : string.IsNullOrWhiteSpace(section.Value) ? []
                : [Scalar(section.Path, type == typeof(string) ? section.Value : section.Value.Trim(), type, property)];
        }

        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            return [new(section.Path, "", $"{section.Path} is '{section.Value}'; it must be a section.")];
        }

        return type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>)
            ? section.GetChildren().SelectMany(entry => Read(entry, type.GenericTypeArguments[1], property))
            : Read(section, type);
    }

    private static SectionValue Scalar(string key, string text, Type type, PropertyInfo property)
    {
        text = type == typeof(TimeSpan) || type == typeof(TimeSpan?) ? Days(text) : text;
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromString(null, CultureInfo.InvariantCulture, text);
            return new(key, text, null);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException or NotSupportedException)
        {
            return new(key, text, $"{key} is '{text}'; it must be {Allowed.Of(property)}.");
        }
    }

    // TimeSpan.Parse takes 25:00:00 for 25 days, and the one who wrote it meant hours.
    private static string Days(string text) =>
        text.Split(':') is [var hours, _, _] parts && int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var many) && many is > 23 and <= 1_000_000
            ? $"{many / 24}.{many % 24}:{parts[1]}:{parts[2]}"
            : text;

    private static bool IsScalar(Type type) => type == typeof(string) || TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));
}
