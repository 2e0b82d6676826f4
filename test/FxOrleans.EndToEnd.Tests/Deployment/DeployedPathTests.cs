using System.Security.Cryptography;
using System.Text;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;
using YamlDotNet.RepresentationModel;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The Forex Proxy's way of a rate with the very settings that are deployed, as processes: only the names of other containers are changed.</summary>
public sealed class DeployedPathTests
{
    private const string Key = "s3cret";

    [Fact]
    public async Task The_services_of_the_compose_file_serve_one_frames_rates()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var oneFrame = await SiloProcess.StartAsync(ComposeFile.Environment("one-frame"));
        Dictionary<string, string> Of(string service) => Here(ComposeFile.Environment(service), redis, oneFrame);
        await Eventually.TrueAsync(async () => (await SiloProcess.ProbeAsync($"{oneFrame.Address}health/ready")).ExitCode == 0, "its health check passes");

        await using var refresher = await SiloProcess.StartAsync(Of("refresher"));
        await using var first = await SiloProcess.StartAsync(Of("api-1"));
        await using var second = await SiloProcess.StartAsync(Of("api-2"));
        await refresher.ReadyAsync();
        await ServeAsync(first, second);
        Assert.Equal(0, await refresher.StopAsync());
        Assert.Equal(0, await oneFrame.StopAsync());
    }

    [Fact]
    public async Task The_containers_of_the_manifests_serve_one_frames_rates()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var oneFrame = await SiloProcess.StartAsync(Environment("one-frame"), Arguments("one-frame"));

        var (exitCode, output) = await SiloProcess.RunAsync(Here(Environment("refresher"), redis, oneFrame), Arguments("refresher"));
        Assert.True(exitCode == 0, output);
        await using var first = await SiloProcess.StartAsync(Here(Environment("api"), redis, oneFrame), Arguments("api"));
        await using var second = await SiloProcess.StartAsync(Here(Environment("api"), redis, oneFrame), Arguments("api"));
        await ServeAsync(first, second);
    }

    private static async Task ServeAsync(params SiloProcess[] nodes)
    {
        foreach (var node in nodes)
        {
            await node.ReadyAsync();
            node.Http.DefaultRequestHeaders.Add("X-Api-Key", Key);
            var answer = await node.GetAsync("/rates?from=USD&to=JPY");
            Assert.Equal(["from", "to", "price", "timestamp"], answer.EnumerateObject().Select(field => field.Name));
            Assert.True(answer.GetProperty("price").GetDecimal() > 0);
            Assert.True((await node.GetAsync("/rate?from=USD&to=JPY")).GetProperty("simulated").GetBoolean());
            Assert.Equal("404 invalid_currency", await node.ProblemAsync("/rates?from=USD&to=QQQQ"));
            await Eventually.TrueAsync(
                async () => (await node.GetAsync("/providers")).EnumerateArray().Select(row => row.GetProperty("name").GetString()).SequenceEqual(["OneFrame"]),
                "it knows of One-Frame, and of nobody else");
        }
    }

    /// <summary>The addresses of containers, replaced by those of processes. No other may be left.</summary>
    private static Dictionary<string, string> Here(Dictionary<string, string> environment, RedisServer redis, SiloProcess oneFrame) => environment.ToDictionary(
        setting => setting.Key,
        setting => setting.Value
            .Replace("valkey:6379,password=s3cret", redis.ConnectionString, StringComparison.Ordinal)
            .Replace("http://one-frame:8080", oneFrame.Address.ToString().TrimEnd('/'), StringComparison.Ordinal));

    private static YamlNode Container(string name) => Manifests.Of("forex-proxy")
        .Where(one => one.Text("metadata/name") == name && one.Pod() is not null)
        .Select(one => one.Pod().Items("spec/containers").Single())
        .Single();

    private static string[] Arguments(string name) => [.. Container(name).Items("args").Select(argument => argument.ToString())];

    /// <summary>With the secrets that the README makes; optional ones are not there.</summary>
    private static Dictionary<string, string> Environment(string name) => Container(name).Items("env")
        .Select(variable => (
            Name: variable.Text("name")!,
            Value: variable.Text("value") ?? Secret(variable.Text("valueFrom/secretKeyRef/key"))))
        .Where(variable => variable.Value is not null)
        .ToDictionary(variable => variable.Name, variable => variable.Value!);

    private static string? Secret(string? key) => key switch
    {
        "connection-string" => $"valkey:6379,password={Key}",
        "sha256" => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key))),
        _ => null,
    };
}
