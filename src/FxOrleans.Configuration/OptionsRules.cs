using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Options;

namespace FxOrleans.Configuration;

/// <summary>Validates options by their data annotations, with a message that says the key, the value and what is allowed.</summary>
public static class OptionsRules
{
    /// <summary>Returns what is wrong with <paramref name="options"/>, a line each; nothing when they can be used.</summary>
    /// <param name="options">The options, and the options in them.</param>
    /// <param name="section">The section that they are bound to, such as <c>Pricing</c>.</param>
    public static IEnumerable<string> Faults(object options, string section)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            var (key, value) = ($"{section}:{property.Name}", property.GetValue(options));
            if (!Allows(property, value))
            {
                yield return $"{key} is {Written(value)}; it must be {Allowed.Of(property)}.";
            }

            if (value is not (null or string or ValueType or IEnumerable) && value.GetType().Assembly == options.GetType().Assembly)
            {
                foreach (var fault in Faults(value, key))
                {
                    yield return fault;
                }
            }
        }

        var across = (options as IValidatableObject)?.Validate(new ValidationContext(options)) ?? [];
        foreach (var result in across)
        {
            yield return result.ErrorMessage!;
        }
    }

    /// <summary>Throws when the options cannot be used.</summary>
    /// <exception cref="OptionsValidationException">Each failure names its key.</exception>
    public static void Check(object options, string section)
    {
        string[] faults = [.. Faults(options, section)];
        if (faults.Length > 0)
        {
            throw new OptionsValidationException(section, options.GetType(), faults);
        }
    }

    private static bool Allows(PropertyInfo property, object? value) =>
        property.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(value)) && (value is not Enum || Enum.IsDefined(value.GetType(), value));

    private static string Written(object? value) => value is string or null ? $"'{value}'" : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
