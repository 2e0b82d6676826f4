using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What can be said of <c>docker-compose.yml</c> without a Docker engine.</summary>
public sealed class ComposeTests
{
    public static TheoryData<string> Services => [.. ComposeFile.Services.Keys];

    [Fact]
    public void There_are_three_silos_behind_one_entrance_with_redis_and_one_frame()
    {
        Assert.Equal(["entrance", "one-frame", "redis", "silo-1", "silo-2", "silo-3"], ComposeFile.Services.Keys.Order());
        var open = ComposeFile.Services.Where(service => service.Value.ContainsKey("ports")).Select(service => service.Key);
        Assert.Equal(["entrance"], open);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void An_image_has_a_version(string service)
    {
        var image = (string)ComposeFile.Services[service]["image"];
        if (service == "one-frame")
        {
            // Its publisher has no other tag; whoever has pinned a copy names that.
            Assert.Equal("${ONE_FRAME_IMAGE:-paidyinc/one-frame:latest}", image);
            return;
        }

        Assert.Matches(service.StartsWith("silo-", StringComparison.Ordinal) ? "^fxorleans:local$" : @"^[a-z]+:\d+\.\d+\.\d+-[a-z]+\d+\.\d+$", image);
    }

    [Theory]
    [InlineData("redis")]
    [InlineData("entrance")]
    [InlineData("silo-1")]
    [InlineData("silo-2")]
    [InlineData("silo-3")]
    public void What_is_ours_to_harden_has_no_root_no_capability_and_no_writable_root(string service)
    {
        var settings = ComposeFile.Services[service];
        Assert.Equal("true", settings["read_only"]);
        Assert.Equal(["ALL"], ComposeFile.List(settings, "cap_drop"));
        Assert.Contains("no-new-privileges:true", ComposeFile.List(settings, "security_opt"));
        Assert.NotEmpty(ComposeFile.List(ComposeFile.Map(settings, "healthcheck"), "test"));
        if (!service.StartsWith("silo-", StringComparison.Ordinal))
        {
            Assert.Matches("^[1-9][0-9]*:[1-9][0-9]*$", (string)settings["user"]); // The silos' image says it itself.
        }
    }

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

    [Fact]
    public void What_a_service_waits_for_is_there_and_tells_its_health()
    {
        foreach (var (_, settings) in ComposeFile.Services)
        {
            foreach (var other in ComposeFile.List(settings, "depends_on"))
            {
                Assert.NotEmpty(ComposeFile.List(ComposeFile.Map(ComposeFile.Services[other], "healthcheck"), "test"));
            }
        }
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
        Assert.Equal("redis:6379", settings["FX__Redis__ConnectionString"]);
        Assert.Equal("redis", settings["FX__Clustering__Kind"]);
        string[] documented = ["Redis", "Clustering", "Demo", "Providers"];
        Assert.All(settings.Keys, key => Assert.Contains(key.Split("__")[1], documented));
    }
}
