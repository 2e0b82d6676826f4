using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace FxOrleans.Configuration;

/// <summary>Binds options to a section of the configuration and validates them: the one way for every section.</summary>
public static class SettingsRegistration
{
    /// <summary>
    /// Binds <typeparamref name="T"/> to a section, validates it when the host starts, and lets it be injected as it is, beside
    /// <see cref="IOptions{T}"/>. Its data annotations and <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/> are its rules.
    /// A key that is no property of it is refused.
    /// </summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configuration">The root.</param>
    /// <param name="section">The section's name, such as <c>Pricing</c>.</param>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, IConfiguration configuration, string section)
        where T : class
    {
        var binder = new SectionBinder<T>(configuration.GetSection(section));
        services.AddSingleton<IConfigureOptions<T>>(binder);
        services.AddSingleton<IValidateOptions<T>>(binder);
        services.TryAddSingleton(given => given.GetRequiredService<IOptions<T>>().Value);
        return services.AddOptions<T>().ValidateOnStart();
    }

    /// <summary>Binds and validates a section in the same way now, for what must be known before the container is built.</summary>
    /// <param name="configuration">The root.</param>
    /// <param name="section">The section's name.</param>
    /// <exception cref="OptionsValidationException">The section cannot be used; each failure names its key.</exception>
    public static T ReadSettings<T>(this IConfiguration configuration, string section)
        where T : class
    {
        var services = new ServiceCollection();
        services.AddSettings<T>(configuration, section);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<T>>().Value;
    }

    /// <summary>Sets on <paramref name="options"/> what a section says, in the same way; what it does not name stays. Wrong values are passed over.</summary>
    /// <param name="configuration">The root.</param>
    /// <param name="section">The section's name.</param>
    /// <param name="options">The options.</param>
    public static void BindSettings<T>(this IConfiguration configuration, string section, T options)
        where T : class => new SectionBinder<T>(configuration.GetSection(section)).Configure(options);
}
