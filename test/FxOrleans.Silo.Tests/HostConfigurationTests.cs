using FxOrleans.Silo.Configuration;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;

namespace FxOrleans.Silo.Tests;

/// <summary>Which of the environment's variables are settings.</summary>
public sealed class HostConfigurationTests : IDisposable
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["ROLE"] = "serve",
        ["Pricing__Quorum"] = "7",
        ["FX__Pricing__MaxSources"] = "9",
        ["FX__Pairs"] = "USD/EUR",
        ["ASPNETCORE_URLS"] = "http://localhost:8085",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:4318",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fx-settings-");

    public HostConfigurationTests()
    {
        foreach (var (name, value) in Variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        File.WriteAllText(Path.Combine(_folder.FullName, "appsettings.json"), """{"Urls":"http://localhost:8080","Pairs":"USD/GBP","Pricing":{"Quorum":3}}""");
    }

    [Fact]
    public void Ours_and_those_that_every_such_host_knows_and_no_others()
    {
        var configuration = Read();

        Assert.Null(configuration["Role"]);
        Assert.Equal(("3", "9", "USD/EUR"), (configuration["Pricing:Quorum"], configuration["Pricing:MaxSources"], configuration["Pairs"]));
        Assert.Equal(("http://localhost:8085", "http://localhost:4318"), (configuration["Urls"], configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]));
    }

    [Fact]
    public void The_command_line_goes_before_all()
    {
        var configuration = Read("--Pairs=USD/JPY", "--urls", "http://localhost:8086");

        Assert.Equal(("USD/JPY", "http://localhost:8086"), (configuration["Pairs"], configuration["Urls"]));
    }

    public void Dispose()
    {
        foreach (var name in Variables.Keys)
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        _folder.Delete(recursive: true);
    }

    private ConfigurationManager Read(params string[] args)
    {
        HostConfiguration.PollFiles();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = _folder.FullName });
        builder.Configuration.UseOurs(args);
        return builder.Configuration;
    }
}
