using System.Globalization;
using System.Reflection;
using FxOrleans.Configuration;

namespace FxOrleans.Architecture.Tests;

/// <summary>A property of an options class, and the configuration key that sets it.</summary>
internal sealed record Setting(string Section, PropertyInfo Property)
{
    public string Key => $"{Section}:{Property.Name}";

    public Type Type => Property.PropertyType;

    /// <summary>How its documentation is found.</summary>
    public string Member => $"P:{Property.DeclaringType!.FullName}.{Property.Name}";

    public bool IsNumber => Type == typeof(int) || Type == typeof(double) || Type == typeof(TimeSpan);

    /// <summary>Its default as one would write it down.</summary>
    public string Default => Property.GetValue(Activator.CreateInstance(Property.DeclaringType!)) switch
    {
        null or "" => "none",
        bool flag => flag ? "true" : "false",
        TimeSpan time when time.Ticks % TimeSpan.TicksPerSecond != 0 => time.ToString("c", CultureInfo.InvariantCulture).TrimEnd('0'),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString()!,
    };

    /// <summary>Values that cannot be meant; a number without an upper bound has only one.</summary>
    public IEnumerable<object> Absurd(bool isBounded)
    {
        object[] values = Property.PropertyType switch
        {
            var type when type == typeof(int) => [int.MinValue, int.MaxValue],
            var type when type == typeof(double) => [double.NaN, double.PositiveInfinity],
            var type when type == typeof(TimeSpan) => [TimeSpan.MinValue, TimeSpan.MaxValue],
            { IsEnum: true } type => [Enum.ToObject(type, 99), Enum.ToObject(type, 99)],
            _ => [],
        };
        return isBounded ? values : values.Take(1);
    }

    /// <summary>What an options object has to say when this holds that value.</summary>
    public IReadOnlyList<string> FaultsOf(object value)
    {
        var options = Activator.CreateInstance(Property.DeclaringType!)!;
        Property.SetValue(options, value);
        return [.. OptionsRules.Faults(options, Section)];
    }
}
