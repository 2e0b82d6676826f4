using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What the cluster of <c>docker-compose.yml</c> rests on: a Redis that keeps what it holds, files that are there, an entrance that knows the silos.</summary>
public sealed class ClusterComposeTests
{
    [Fact]
    public void Redis_keeps_what_it_holds()
    {
        var redis = ComposeFile.Services["redis"];
        var command = string.Join(' ', ComposeFile.List(redis, "command"));
        Assert.Contains("--appendonly yes", command, StringComparison.Ordinal);
        Assert.Contains("--maxmemory-policy noeviction", command, StringComparison.Ordinal);
        var volume = Assert.Single(ComposeFile.List(redis, "volumes")).Split(':');
        Assert.Contains(volume[0], ComposeFile.Volumes);
        Assert.Equal("/data", volume[1]);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("valkey")]
    public void Redis_asks_for_a_password(string name)
    {
        var service = ComposeFile.Services[name];
        Assert.EndsWith("--requirepass s3cret", string.Join(' ', ComposeFile.List(service, "command").Select(ComposeFile.Default)), StringComparison.Ordinal);
        Assert.Equal("s3cret", ComposeFile.Environment(name)["REDISCLI_AUTH"]);
    }

    [Fact]
    public void Only_this_machine_reaches_what_it_opens()
    {
        var ports = ComposeFile.Services.Values.SelectMany(service => ComposeFile.List(service, "ports")).ToArray();
        Assert.Equal(3, ports.Length);
        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
    }

    [Fact]
    public void The_files_that_it_names_are_there()
    {
        foreach (var (_, settings) in ComposeFile.Services)
        {
            foreach (var mount in ComposeFile.List(settings, "volumes").Where(mount => mount.StartsWith("./", StringComparison.Ordinal)))
            {
                Assert.True(File.Exists(Path.Combine(SiloProgram.Root, mount.Split(':')[0])), mount);
                Assert.EndsWith(":ro", mount, StringComparison.Ordinal);
            }

            if (ComposeFile.Map(settings, "build") is { Count: > 0 } build)
            {
                Assert.True(File.Exists(Path.Combine(SiloProgram.Root, (string)build["context"], (string)build["dockerfile"])));
            }
        }
    }

    [Fact]
    public void The_entrance_knows_every_silo_and_asks_for_readiness()
    {
        var entrance = File.ReadAllText(Path.Combine(SiloProgram.Root, "manifests/compose/haproxy.cfg"));
        Assert.Contains("option httpchk GET /health/ready", entrance, StringComparison.Ordinal);
        Assert.Contains("bind :8080", entrance, StringComparison.Ordinal);
        foreach (var silo in ComposeFile.Services.Keys.Where(service => service.StartsWith("silo-", StringComparison.Ordinal)))
        {
            Assert.Contains($"server {silo} {silo}:8080", entrance, StringComparison.Ordinal);
        }
    }

    /// <summary>A misspelt key would be ignored in silence.</summary>
    [Fact]
    public void The_silos_settings_are_the_documented_ones()
    {
        var settings = ComposeFile.Map(ComposeFile.Services["silo-1"], "environment").ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value);
        Assert.Equal("redis:6379,password=s3cret", ComposeFile.Default(settings["FX__Redis__ConnectionString"]));
        Assert.Equal("redis", settings["FX__Clustering__Kind"]);
        string[] documented = ["Redis", "Clustering", "Demo", "Providers", "Limits"];
        Assert.All(settings.Keys, key => Assert.Contains(key.Split("__")[1], documented));
    }
}
