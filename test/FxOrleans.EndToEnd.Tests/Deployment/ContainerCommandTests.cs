using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>
/// The commands that need a Docker engine. Where one answers, the stack must come up, serve and go down; elsewhere they must say
/// what is missing.
/// </summary>
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

    [Theory]
    [InlineData(Up, "http://localhost:8080/rate?from=USD&to=EUR")]
    [InlineData($"{Up} PROFILE=forex-proxy", "http://localhost:8091/rates?from=USD&to=JPY")]
    public async Task The_stack_comes_up_and_answers_or_says_what_it_lacks(string up, string request)
    {
        if (await MissingAsync() is { } missing)
        {
            foreach (var command in (string[])[up, Down])
            {
                var (exitCode, output) = await Shell.RunAsync(command);
                Assert.NotEqual(0, exitCode);
                Assert.Contains($"fx: {missing}", output, StringComparison.Ordinal);
            }

            return;
        }

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

    [Fact]
    public async Task The_image_is_built_under_the_name_that_the_manifests_have()
    {
        Assert.Equal(0, (await Shell.RunAsync("test -f silo/Dockerfile")).ExitCode);
        foreach (var folder in (string[])["cluster", "forex-proxy"])
        {
            var images = Manifests.Documents(Path.Combine(SiloProgram.Root, "manifests", folder, "kustomization.yaml")).Single().Items("images");
            Assert.All(images, image => Assert.Equal("fxorleans:0.1.0", $"{image.Text("newName")}:{image.Text("newTag")}"));
        }

        var (exitCode, output) = await Shell.RunAsync(Build, within: Longest);
        var there = (await Shell.RunAsync("docker info")).ExitCode == 0;
        Assert.True((exitCode == 0) == there, output);
    }

    [Fact]
    public async Task One_frames_own_image_needs_a_digest()
    {
        var (exitCode, output) = await Shell.RunAsync("./fx up forex-proxy", new Dictionary<string, string> { ["ONE_FRAME_IMAGE"] = "paidyinc/one-frame" });

        Assert.Equal(1, exitCode);
        Assert.Contains("ONE_FRAME_IMAGE is 'paidyinc/one-frame'; it must have a digest", output, StringComparison.Ordinal);
    }

    private static async Task<string?> MissingAsync() =>
        (await Shell.RunAsync("command -v docker")).ExitCode != 0 ? "docker is not installed"
        : (await Shell.RunAsync("docker compose version")).ExitCode != 0 ? "docker has no compose plugin"
        : (await Shell.RunAsync("docker info")).ExitCode != 0 ? "no Docker engine answers"
        : null;
}
