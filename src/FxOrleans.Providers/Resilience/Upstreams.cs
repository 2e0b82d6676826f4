using System.Collections.Concurrent;
using System.Net;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// What all upstreams share: the connections, the clock, chance, the store of the budgets. Thread-safe; dispose it last.
/// </summary>
public sealed class Upstreams : IDisposable
{
    /// <summary>How we name ourselves to upstreams.</summary>
    public static readonly string UserAgent = $"FxOrleans/{typeof(Upstreams).Assembly.GetName().Version?.ToString(2)}";

    private readonly ConcurrentDictionary<string, QuotaBudget> _budgets = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker _transport;
    private readonly TimeProvider _time;
    private readonly IQuotaStore _quotas;
    private readonly Func<double> _random;

    /// <param name="time">The clock of deadlines, pauses and budgets.</param>
    /// <param name="quotas">Where budgets are kept.</param>
    /// <param name="random">Gives 0 to below 1, thread-safe; null for the usual one.</param>
    public Upstreams(TimeProvider time, IQuotaStore quotas, Func<double>? random = null)
        : this(time, quotas, Network(), random)
    {
    }

    internal Upstreams(TimeProvider time, IQuotaStore quotas, HttpMessageHandler transport, Func<double>? random = null)
    {
        _time = time;
        _quotas = quotas;
        _random = random ?? Random.Shared.NextDouble;
        _transport = new HttpMessageInvoker(transport);
    }

    /// <summary>The clock that providers tell the time by.</summary>
    public TimeProvider Time => _time;

    internal HttpMessageInvoker Transport => _transport;

    /// <summary>An upstream with its own pipeline; all of one provider's spend from one budget, where it has a quota.</summary>
    internal Upstream For(ProviderOptions options, TimeSpan? timeout = null) => new(
        _transport,
        timeout ?? options.Terms.Timeout,
        options.Quota is { } quota ? _budgets.GetOrAdd(options.Budget, name => new QuotaBudget(name, quota, _quotas, _time)) : null,
        _time,
        _random);

    /// <summary>An upstream with its own pipeline for what the provider does not count: files beside its API.</summary>
    internal Upstream Unmetered(ProviderOptions options) => new(_transport, options.Terms.Timeout, null, _time, _random);

    public void Dispose() => _transport.Dispose();

    private static SocketsHttpHandler Network() => new()
    {
        Proxy = new ProxyBeyondLoopback(HttpClient.DefaultProxy),
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = UpstreamPipeline.MaxTry,
        MaxResponseHeadersLength = 32,
    };
}
