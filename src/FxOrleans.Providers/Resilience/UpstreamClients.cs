using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;

namespace FxOrleans.Providers;

/// <summary>Registers the HTTP clients by which upstreams are asked: two of each provider, with a pipeline each, and a plain one of all.</summary>
internal static class UpstreamClients
{
    /// <summary>The client without a pipeline, for connections that last.</summary>
    public const string Plain = "FxOrleans upstream";

    /// <summary>The name of a provider's client.</summary>
    public static string Name(string provider, UpstreamUse use) => $"{Plain} {provider} {use}";

    /// <summary>Adds <see cref="Plain"/>.</summary>
    public static void AddPlainUpstreamClient(this IServiceCollection services) => services.AddClient(Plain).AddHttpMessageHandler(() => new SameHostRedirects());

    /// <summary>Adds a provider's clients.</summary>
    public static void AddUpstreamClients(this IServiceCollection services, ProviderOptions options)
    {
        foreach (var use in Enum.GetValues<UpstreamUse>())
        {
            var client = services.AddClient(Name(options.Name, use));
            client
                .AddResilienceHandler(
                    "upstream",
                    (pipeline, context) => UpstreamPipeline.Configure(pipeline, options.CallTimeout, context.ServiceProvider.GetRequiredService<TimeProvider>()))
                .SelectPipelineByAuthority();
            client.AddHttpMessageHandler(() => new UpstreamHandler()).AddHttpMessageHandler(() => new SameHostRedirects());
        }
    }

    // Its log would tell of every request; its own deadline would end what the pipeline still allows; and its handlers stay, because
    // the connections' lifetime already follows a change of address.
    private static IHttpClientBuilder AddClient(this IServiceCollection services, string name) => services
        .AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(Network)
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();

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
