using FxOrleans.Pricing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FxOrleans.Providers;

/// <summary>Collects the providers during registration: options read at once, faults told together. Single-threaded.</summary>
internal sealed class ProviderRegistry(IServiceCollection services, IConfiguration providers)
{
    private readonly List<ProviderEntry> _entries = [];
    private readonly List<string> _faults = [];

    /// <summary>Reads a provider's options and registers it where it is enabled: its options, itself, and itself as <see cref="IRateProvider"/>.</summary>
    public ProviderRegistry Add<TOptions, TProvider>(
        string name, Func<ProviderSection, TOptions> read, Func<TOptions, Upstreams, TProvider> create)
        where TOptions : ProviderOptions
        where TProvider : class, IRateProvider
    {
        var section = new ProviderSection(providers, name, _faults);
        var options = read(section);
        section.RefuseOthers();
        _entries.Add(new ProviderEntry(name, options.Enabled, options.Source, options.Terms));
        if (options.Enabled)
        {
            services.AddSingleton(options);
            services.AddUpstreamClients(options);
            services.AddSingleton(given => create(options, given.GetRequiredService<Upstreams>()));
            if (typeof(TProvider) != typeof(IRateProvider))
            {
                services.AddSingleton<IRateProvider>(given => given.GetRequiredService<TProvider>());
            }
        }

        return this;
    }

    /// <exception cref="OptionsValidationException">A value is wrong, or a provider is configured that does not exist.</exception>
    public ProviderCatalog Complete()
    {
        foreach (var section in providers.GetChildren())
        {
            if (!_entries.Exists(entry => string.Equals(entry.Name, section.Key, StringComparison.OrdinalIgnoreCase)))
            {
                _faults.Add($"{section.Path} is no provider; the providers are {string.Join(", ", _entries.Select(entry => entry.Name))}.");
            }
        }

        return _faults.Count == 0
            ? new ProviderCatalog(_entries)
            : throw new OptionsValidationException("Providers", typeof(ProviderOptions), _faults);
    }
}
