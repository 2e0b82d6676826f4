using FxOrleans.Client;

using InternalService;

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

using Orleans.Configuration;
using Orleans.Hosting;

using StackExchange.Redis;

// dotnet run --project samples/InternalService -- --Pairs=USD/EUR,EUR/JPY
// finds a silo on this machine; with --Clustering:ConnectionString=redis:6379 it finds them all in Redis.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning)
    .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace); // The rates alone go to standard output.
builder.UseOrleansClient(client =>
{
    var clustering = builder.Configuration.GetSection("Clustering");
    var cluster = clustering["ClusterId"] ?? "fxorleans";
    var service = clustering["ServiceId"] ?? "fxorleans";
    if (clustering["ConnectionString"] is { Length: > 0 } redis)
    {
        client.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, service));
        client.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis));
    }
    else
    {
        client.UseLocalhostClustering(clustering.GetValue("GatewayPort", 30000), service, cluster);
    }

    client.UseFxRates();
});
builder.Services.AddFxRates();
builder.Services.AddHostedService<RatePrinter>();
await builder.Build().RunAsync();
