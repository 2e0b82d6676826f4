using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace FxOrleans.Configuration;

/// <summary>Says in words what a property may be set to: by its data annotations, else by its type.</summary>
internal static class Allowed
{
    public static string Of(PropertyInfo property)
    {
        var rules = property.GetCustomAttributes<ValidationAttribute>().ToArray();
        if (rules.Select(rule => rule.ErrorMessage).FirstOrDefault(text => text is not null) is { } words)
        {
            return words;
        }

        return rules.OfType<RangeAttribute>().FirstOrDefault() is { } range ? Of(range) : Of(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
    }

    private static string Of(RangeAttribute range)
    {
        range.FormatErrorMessage(""); // Converts limits that are given as text.
        return range.Maximum is int.MaxValue ? $"{range.Minimum} or more" : $"from {Written(range.Minimum)} to {Written(range.Maximum)}";
    }

    private static string Of(Type type) =>
        type.IsEnum ? string.Join(" or ", Enum.GetNames(type))
        : type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "hh:mm:ss"
        : type == typeof(string) ? "a text"
        : "a number";

    private static string Written(object limit) => limit is TimeSpan { Ticks: var ticks } time && ticks % TimeSpan.TicksPerSecond != 0
        ? time.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0')
        : Convert.ToString(limit, CultureInfo.InvariantCulture)!;
}
