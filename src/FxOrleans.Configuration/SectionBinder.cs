using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace FxOrleans.Configuration;

/// <summary>
/// Binds options to a section with the framework's binder, and validates both. By hand only because the binder stops at the first wrong
/// value, and because its messages and those of <c>ValidateDataAnnotations</c> do not say the key, the value and what is allowed.
/// </summary>
internal sealed class SectionBinder<T>(IConfigurationSection section) : IConfigureOptions<T>, IValidateOptions<T>
    where T : class
{
    public void Configure(T options)
    {
        var usable = Values().Where(value => value.Fault is null).Select(value => KeyValuePair.Create(value.Key, (string?)value.Text));
        new ConfigurationBuilder().AddInMemoryCollection(usable).Build().GetSection(section.Path).Bind(options);
    }

    public ValidateOptionsResult Validate(string? name, T options)
    {
        string[] faults = [.. Values().Select(value => value.Fault).OfType<string>(), .. OptionsRules.Faults(options, section.Path)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<SectionValue> Values() => SectionValues.Read(section, typeof(T));
}
