using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>docker-compose.yml: its schema, and what each topology is made of.</summary>
public sealed partial class ComposeTests
{
    private static readonly string File = Path.Combine(SiloProgram.Root, "docker-compose.yml");
    private static readonly Dictionary<string, Dictionary<string, object>> Services = Read();

    [Fact]
    public async Task It_keeps_to_the_schema_of_compose()
    {
        var (exitCode, output) = await SchemaCheck.RunAsync("compose", [File]);

        Assert.True(exitCode == 0, output);
    }

    [Theory]
    [InlineData("cluster", "entrance", "one-frame", "redis", "silo-1", "silo-2", "silo-3")]
    [InlineData("forex-proxy", "api-1", "api-2", "one-frame", "refresher", "valkey")]
    public void A_profile_has_these_services(string profile, params string[] names)
    {
        Assert.Equal(names, Services.Where(service => List(service.Value, "profiles").Contains(profile)).Select(service => service.Key).Order(StringComparer.Ordinal));
        foreach (var name in names)
        {
            // What a service waits for is in its profile too.
            var awaited = Services[name].GetValueOrDefault("depends_on") switch
            {
                Dictionary<object, object> map => map.Keys.Select(key => key.ToString()!),
                List<object> list => list.Select(item => item.ToString()!),
                _ => [],
            };
            Assert.Empty(awaited.Except(names));
        }
    }

    [Fact]
    public void Services_run_unprivileged_pinned_and_watched()
    {
        foreach (var (name, service) in Services)
        {
            Assert.Equal(["ALL"], List(service, "cap_drop"));
            Assert.Equal(["no-new-privileges:true"], List(service, "security_opt"));

            // Our own image is built here, has its user, and its health check where a service has none.
            var image = ComposeFile.Default((string)service["image"]);
            var ours = Services.Values.Any(other => (string)other["image"] == image && other.ContainsKey("build"));
            Assert.True(ours || PinnedImage().IsMatch(image), $"{name}'s image is {image}.");
            Assert.True(ours || service.ContainsKey("user"), $"{name} runs as root.");
            Assert.True(service.ContainsKey("healthcheck") || (ours && !service.ContainsKey("build")), $"{name} has no healthcheck.");
        }

        Assert.Contains(System.IO.File.ReadLines(Path.Combine(SiloProgram.Root, "silo/Dockerfile")), line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal));
    }

    [Fact]
    public void Our_own_image_is_run_by_nobody_in_particular()
    {
        var dockerfile = System.IO.File.ReadAllLines(Path.Combine(SiloProgram.Root, "silo/Dockerfile"));

        Assert.Contains("USER $APP_UID", dockerfile);
        Assert.All(dockerfile.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)), line => Assert.Matches(PinnedImage(), line.Split(' ')[1]));
    }

    /// <summary>A version of three numbers of ours, which is built here; of all others a digest too, since whoever has the name can move a version.</summary>
    [GeneratedRegex(@"^(?:fxorleans|one-frame):\d+\.\d+\.\d+$|:\d+\.\d+\.\d+[^:@]*@sha256:[0-9a-f]{64}$")]
    internal static partial Regex PinnedImage();

    private static string[] List(Dictionary<string, object> service, string key) =>
        service.GetValueOrDefault(key) is List<object> items ? [.. items.Select(item => item.ToString()!)] : [];

    private static Dictionary<string, Dictionary<string, object>> Read()
    {
        using var reader = System.IO.File.OpenText(File);
        var root = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(new MergingParser(new Parser(reader)));
        return ((Dictionary<object, object>)root["services"]).ToDictionary(
            service => (string)service.Key,
            service => ((Dictionary<object, object>)service.Value).ToDictionary(field => (string)field.Key, field => field.Value));
    }
}
