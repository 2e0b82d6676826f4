using FxOrleans.Providers;
using FxOrleans.Silo.Commands;
using FxOrleans.Silo.Configuration;
using FxOrleans.Silo.Demo;
using FxOrleans.Silo.Refresh;
using FxOrleans.Silo.Roles;
using FxOrleans.Silo.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

HttpClient.DefaultProxy = new ProxyBeyondLoopback(HttpClient.DefaultProxy);
return await HostCommands.RunAsync(args, RunAsync);

static async Task<int> RunAsync(string[] args)
{
    try
    {
        HostConfiguration.PollFiles();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
        });
        builder.Configuration.UseOurs(args);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestLineSize = 64 * 1024;
            server.Limits.MaxRequestBodySize = 64 * 1024;
        });

        HostConfiguration.CheckSections(args);
        ListenAddresses.Check(builder.Configuration);
        var role = RoleSetting.Read(builder.Configuration);
        var settings = HostSettings.Read(builder.Configuration, role);
        if (role == HostRole.OneFrame)
        {
            return await OneFrameRole.RunAsync(builder, settings.Demo);
        }

        await using var demo = role == HostRole.Serve ? null : await DemoUpstream.StartAsync(builder, settings.Demo, paced: role != HostRole.Refresh);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddTelemetry();
        if (role == HostRole.Refresh)
        {
            return await RefreshRole.RunAsync(builder, settings.Serving, settings.Refresh);
        }

        builder.AddRole(role, settings);
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

        return HostCommands.Misunderstood;
    }
    catch (IOException taken) when (taken.InnerException is AddressInUseException)
    {
        await Console.Error.WriteLineAsync($"{taken.Message} Urls chooses another one, such as --urls http://localhost:8090.");
        return HostCommands.Misunderstood;
    }
}
