using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Demo;
using FxOrleans.Silo.Health;
using FxOrleans.Silo.History;
using FxOrleans.Silo.Refresh;
using FxOrleans.Silo.Roles;
using FxOrleans.Silo.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

if (await Probe.RunAsync(args) is { } answer)
{
    return answer;
}

if (await HistoryCommand.RunAsync(args) is { } ended)
{
    return ended;
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
    ListenAddresses.Check(builder.Configuration);
    var role = RoleSetting.Read(builder.Configuration);
    if (role == HostRole.OneFrame)
    {
        return await OneFrameRole.RunAsync(builder);
    }

    await using var demo = role == HostRole.Serve ? null : await DemoUpstream.StartAsync(builder, paced: role != HostRole.Refresh);
    var options = HostSettings.Read(builder.Configuration);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.AddTelemetry();
    if (role == HostRole.Refresh)
    {
        return await RefreshRole.RunAsync(builder, options);
    }

    builder.AddRole(role, options);
    await using var app = builder.Build();
    app.UseRole(role);
    demo?.MapControl(app);
    return await HostRun.RunAsync(app);
}
catch (OptionsValidationException wrong)
{
    foreach (var fault in wrong.Failures)
    {
        await Console.Error.WriteLineAsync(fault);
    }

    return 2;
}
catch (IOException taken) when (taken.InnerException is AddressInUseException)
{
    await Console.Error.WriteLineAsync($"{taken.Message} Urls chooses another one, such as --urls http://localhost:8090.");
    return 2;
}
