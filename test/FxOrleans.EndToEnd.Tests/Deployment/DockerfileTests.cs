using System.Text.Json;
using System.Text.RegularExpressions;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What can be said of <c>silo/Dockerfile</c> without a Docker engine.</summary>
[Collection(DemoCollection.Name)]
public sealed partial class DockerfileTests(DemoSilo demo)
{
    private static readonly string[] Lines = [.. File.ReadLines(Path.Combine(SiloProgram.Root, "silo/Dockerfile")).Where(line => line.Length > 0 && line[0] != '#')];

    [Fact]
    public void Every_stage_starts_from_a_version_and_its_digest()
    {
        var bases = Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1]).ToArray();
        Assert.Equal(3, bases.Length);
        Assert.All(bases, image => Assert.Matches(ComposeTests.PinnedImage(), image));
    }

    [Fact]
    public void The_host_runs_without_root_in_an_image_without_a_shell()
    {
        var last = Array.FindLastIndex(Lines, line => line.StartsWith("FROM ", StringComparison.Ordinal));
        Assert.Contains("-chiseled@", Lines[last], StringComparison.Ordinal);
        var user = Lines[last..].Single(line => line.StartsWith("USER ", StringComparison.Ordinal));
        Assert.Equal("USER $APP_UID", user); // 1654 in Microsoft's images.
        Assert.Equal("""ENTRYPOINT ["dotnet", "FxOrleans.Silo.dll"]""", Lines[^1]);
    }

    [Fact]
    public void What_it_copies_is_there()
    {
        foreach (var line in Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal)))
        {
            foreach (var source in line.Split(' ')[1..^1])
            {
                var path = Path.Combine(SiloProgram.Root, source);
                Assert.True(File.Exists(path) || Directory.Exists(path), $"{line}: {source} is not there.");
            }
        }
    }

    [Fact]
    public void It_builds_with_the_sdk_that_the_checkout_names()
    {
        using var global = JsonDocument.Parse(File.ReadAllText(Path.Combine(SiloProgram.Root, "global.json")));
        var named = global.RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
        var image = SdkVersion().Match(string.Join('\n', Lines)).Groups[1].Value;
        Assert.Equal(named.Split('.')[..2], image.Split('.')[..2]);
        Assert.True(Version.Parse(image) >= Version.Parse(named) || global.RootElement.GetProperty("sdk").TryGetProperty("rollForward", out _), $"{image} is older than {named}.");
    }

    /// <summary>The health check's command is the host itself, since the image has no curl.</summary>
    [Fact]
    public async Task The_health_checks_probe_tells_ready_from_not()
    {
        var test = ComposeFile.List(ComposeFile.Map(ComposeFile.Services["silo-1"], "healthcheck"), "test");
        Assert.Equal(["CMD", "dotnet", "FxOrleans.Silo.dll", "--probe", "http://127.0.0.1:8080/health/ready"], test);

        await demo.Silo.ReadyAsync();
        await Eventually.TrueAsync(async () => await ProbeAsync($"{demo.Silo.Address}health/ready") == 0, "the check passes"); // It gives an answer two seconds.
        Assert.Equal(1, await ProbeAsync($"{demo.Silo.Address}nowhere"));
        Assert.Equal(1, await ProbeAsync("http://127.0.0.1:1/"));
    }

    private static async Task<int> ProbeAsync(string address) => (await SiloProcess.ProbeAsync(address)).ExitCode;

    [GeneratedRegex(@"dotnet/sdk:(\d+\.\d+\.\d+)")]
    private static partial Regex SdkVersion();
}
