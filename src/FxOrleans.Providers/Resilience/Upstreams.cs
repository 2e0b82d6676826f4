using System.Collections.Concurrent;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>What all upstreams share: the clients, the clock, chance, the accounts. Thread-safe.</summary>
/// <param name="time">The clock of deadlines, pauses and budgets.</param>
/// <param name="quotas">Where budgets are kept.</param>
/// <param name="clients">The clients of <see cref="UpstreamClients"/>.</param>
/// <param name="random">Gives 0 to below 1, thread-safe; null for the usual one.</param>
public sealed class Upstreams(TimeProvider time, IQuotaStore quotas, IHttpClientFactory clients, Func<double>? random = null)
{
    /// <summary>How we name ourselves to upstreams.</summary>
    public static readonly string UserAgent = $"FxOrleans/{typeof(Upstreams).Assembly.GetName().Version?.ToString(2)}";

    private readonly ConcurrentDictionary<string, UpstreamAccount> _accounts = new(StringComparer.Ordinal);

    /// <summary>The clock that providers tell the time by.</summary>
    public TimeProvider Time => time;

    /// <summary>The client for connections that last.</summary>
    internal HttpClient Plain => clients.CreateClient(UpstreamClients.Plain);

    /// <summary>An upstream as the poll asks it; everybody who asks one provider shares its account.</summary>
    internal Upstream ForPolls(ProviderOptions options) => Create(options, Account(options), UpstreamUse.Polls);

    /// <summary>An upstream as readers ask it.</summary>
    internal Upstream ForReaders(ProviderOptions options) => Create(options, Account(options), UpstreamUse.Readers);

    /// <summary>An upstream for what the provider does not count: files beside its API.</summary>
    internal Upstream ForFiles(ProviderOptions options) => Create(options, new UpstreamAccount(time), UpstreamUse.Readers);

    private UpstreamAccount Account(ProviderOptions options) => _accounts.GetOrAdd(options.Budget, _ => new UpstreamAccount(options, quotas, time));

    private Upstream Create(ProviderOptions options, UpstreamAccount account, UpstreamUse use) =>
        new(clients.CreateClient(UpstreamClients.Name(options.Name, use)), Plain, account, use, options.CallTimeout, time, random ?? Random.Shared.NextDouble);
}
