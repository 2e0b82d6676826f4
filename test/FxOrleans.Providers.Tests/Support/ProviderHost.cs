using FxOrleans.Pricing;
using FxOrleans.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FxOrleans.Providers.Tests;

/// <summary>An upstream server and the providers as the service registers them, pointed at it, on a clock of the test's.</summary>
internal sealed class ProviderHost : IAsyncDisposable
{
    /// <summary>What chance says: the middle, so that a back-off is exactly what it is on average.</summary>
    public const double Chance = 0.5;

    private readonly Dictionary<string, string?> _configuration = [];
    private readonly List<CurrencyPair> _tracked = [];
    private ILoggerProvider? _log;
    private IQuotaStore? _quotas;
    private ServiceProvider? _services;

    private ProviderHost(UpstreamServer server)
    {
        Server = server;
        Time = new ObservedTime(Clock);
    }

    public UpstreamServer Server { get; }

    /// <summary>2026-09-29 12:00 UTC, until it is moved.</summary>
    public FakeTime Clock { get; } = new(new DateTimeOffset(2026, 9, 29, 12, 0, 0, TimeSpan.Zero));

    public ObservedTime Time { get; }

    public IServiceProvider Services => _services ??= Build();

    public static async Task<ProviderHost> StartAsync(string name, string path = "")
    {
        var host = new ProviderHost(await UpstreamServer.StartAsync());
        return host.With($"Providers:{name}:BaseUrl", host.Server.Address + path);
    }

    public ProviderHost With(string key, string? value)
    {
        _configuration[key] = value;
        return this;
    }

    public ProviderHost Tracking(params string[] pairs)
    {
        _tracked.AddRange(pairs.Select(pair => CurrencyPair.Parse(pair)));
        return this;
    }

    /// <summary>Where everything goes that is logged.</summary>
    public ProviderHost Logging(ILoggerProvider log)
    {
        _log = log;
        return this;
    }

    /// <summary>Keeps its budgets with others.</summary>
    public ProviderHost Sharing(IQuotaStore quotas)
    {
        _quotas = quotas;
        return this;
    }

    public IRateProvider Provider(string name) => Services.GetServices<IRateProvider>().Single(provider => provider.Source.Name == name);

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await Server.DisposeAsync();
    }

    private ServiceProvider Build()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(_configuration).Build();
        var services = new ServiceCollection();
        if (_quotas is not null)
        {
            services.AddSingleton(_quotas);
        }

        return services
            .AddLogging(logging => logging.ClearProviders().AddProvider(_log ?? NullLoggerProvider.Instance))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton(given => new Upstreams(Time, given.GetRequiredService<IQuotaStore>(), given.GetRequiredService<IHttpClientFactory>(), () => Chance))
            .AddRateProviders(configuration, _tracked)
            .BuildServiceProvider();
    }
}
