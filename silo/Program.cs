using FxOrleans.Pricing;
using FxOrleans.Providers;
using FxOrleans.Redis;
using FxOrleans.Serving;
using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Demo;
using FxOrleans.Silo.Engines;
using FxOrleans.Silo.Health;
using FxOrleans.Silo.Page;
using FxOrleans.Silo.Redis;
using FxOrleans.Silo.Telemetry;
using Microsoft.Extensions.Options;

if (await Probe.RunAsync(args) is { } answer)
{
    return answer;
}

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
});
builder.Configuration.AddEnvironmentVariables("FX__").AddCommandLine(args);
builder.WebHost.ConfigureKestrel(server =>
{
    server.AddServerHeader = false;
    server.Limits.MaxRequestLineSize = 64 * 1024;
    server.Limits.MaxRequestBodySize = 64 * 1024;
});

try
{
    await using var demo = await DemoUpstream.StartAsync(builder);
    var options = HostSettings.Read(builder.Configuration);
    var services = builder.Services;
    services.AddSingleton(TimeProvider.System);
    builder.AddTelemetry();
    services.AddRateProviders(builder.Configuration, options.Tracked);
    services.AddRedis(builder.Configuration);
    services.AddRedisHealth();
    services.AddServing(options with { Disabled = DisabledProviders.Of(services, TimeProvider.System.GetUtcNow()) });
    builder.AddEngine(options);

    await using var app = builder.Build();
    app.UseServing();
    app.UsePage();
    app.UseRouting();
    app.MapServing();
    app.MapMissingPage();
    app.MapEngine();
    demo?.MapControl(app);
    await app.RunAsync();
    return 0;
}
catch (OptionsValidationException wrong)
{
    foreach (var fault in wrong.Failures)
    {
        await Console.Error.WriteLineAsync(fault);
    }

    return 2;
}
