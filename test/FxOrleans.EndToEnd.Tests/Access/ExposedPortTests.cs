using System.Net;
using System.Text.RegularExpressions;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What <c>docs/security.md</c> says is listened on is all that is.</summary>
public sealed partial class ExposedPortTests(DemoSilo demo) : IClassFixture<DemoSilo>
{
    /// <summary>The rows of the table of ports.</summary>
    private static readonly string[] Documented =
        [.. Row().Matches(File.ReadAllText(Path.Combine(SiloProgram.Root, "docs/security.md"))).Select(match => match.Groups[1].Value)];

    [Fact]
    public void By_default_only_this_machine_is_listened_to_on_the_documented_ports()
    {
        Assert.Equal(["HTTP", "silo", "gateway", "demo market"], Documented);
        var listens = demo.Silo.Listens;
        Assert.All(listens, address => Assert.True(IPAddress.IsLoopback(address.Address), $"{address} is no loopback address."));
        Assert.Equal(Documented.Length, listens.Count);
        Assert.Contains(listens, address => address.Port == demo.Silo.Address.Port);
    }

    [Fact]
    public async Task A_serving_node_listens_for_requests_alone()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var node = await SiloProcess.StartAsync("--Role=serve", $"--Redis:ConnectionString={redis.ConnectionString}");

        Assert.Equal(node.Address.Port, Assert.Single(node.Listens).Port);
    }

    [GeneratedRegex(@"^\| \*\*([\w ]+)\*\* \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
