using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The commands that need a Docker engine: where one answers, the stack comes up, serves and goes down; elsewhere they say what is missing.</summary>
public sealed class ContainerCommandTests
{
    private const string Up = "make up";
    private const string Down = "make down";
    private const string Build = "docker build -f silo/Dockerfile -t fxorleans:0.1.0 .";

    /// <summary>Images are pulled and built for the first one.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    /// <summary>Beside a stack of the user's own.</summary>
    private static readonly Dictionary<string, string> Apart = new() { ["COMPOSE_PROJECT_NAME"] = "fxorleans-test", ["FX_DEMO"] = "true", ["ONE_FRAME_IMAGE"] = "" };

    public static IReadOnlyList<string> Commands => [Up, $"{Up} PROFILE=forex-proxy", Down, Build];

    [EngineFact]
    public Task The_cluster_comes_up_answers_and_goes_down() => UpAsync(Up, "http://localhost:8080/rate?from=USD&to=EUR");

    [EngineFact]
    public Task The_forex_proxy_comes_up_answers_and_goes_down() => UpAsync($"{Up} PROFILE=forex-proxy", "http://localhost:8091/rates?from=USD&to=JPY");

    [EngineFact]
    public async Task The_image_is_built()
    {
        var (exitCode, output) = await Shell.RunAsync(Build, within: Longest);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void The_image_has_the_name_that_the_manifests_have()
    {
        foreach (var folder in (string[])["cluster", "forex-proxy"])
        {
            var images = Manifests.Documents(Path.Combine(SiloProgram.Root, "manifests", folder, "kustomization.yaml")).Single().Items("images");
            Assert.All(images, image => Assert.Contains($" -t {image.Text("newName")}:{image.Text("newTag")} ", Build, StringComparison.Ordinal));
        }
    }

    /// <summary>With a docker that can do no more than the first word of its arguments says.</summary>
    [Theory]
    [InlineData(Up, "exit 1", "docker has no compose plugin")]
    [InlineData($"{Up} PROFILE=forex-proxy", "[ $1 = compose ]", "no Docker engine answers")]
    [InlineData(Down, "[ $1 = compose ]", "no Docker engine answers")]
    public async Task Without_an_engine_it_is_said_what_is_missing(string command, string docker, string missing)
    {
        var folder = Directory.CreateTempSubdirectory("fx-docker-");
        var program = Path.Combine(folder.FullName, "docker");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{docker}\n");

        var (exitCode, output) = await Shell.RunAsync($"chmod +x '{program}' && PATH='{folder.FullName}':\"$PATH\" {command}");

        folder.Delete(recursive: true);
        Assert.NotEqual(0, exitCode);
        Assert.Contains($"fx: {missing}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_frames_own_image_needs_a_digest()
    {
        var (exitCode, output) = await Shell.RunAsync("./fx up forex-proxy", new Dictionary<string, string> { ["ONE_FRAME_IMAGE"] = "paidyinc/one-frame" });

        Assert.Equal(1, exitCode);
        Assert.Contains("ONE_FRAME_IMAGE is 'paidyinc/one-frame'; it must have a digest", output, StringComparison.Ordinal);
    }

    private static async Task UpAsync(string up, string request)
    {
        try
        {
            var started = await Shell.RunAsync(up, Apart, Longest);
            Assert.True(started.ExitCode == 0, started.Output);
            using var http = new HttpClient();
            Assert.Contains("\"price\":", await http.GetStringAsync(new Uri(request)), StringComparison.Ordinal);
        }
        finally
        {
            var ended = await Shell.RunAsync(Down, Apart);
            Assert.True(ended.ExitCode == 0, ended.Output);
        }
    }
}
