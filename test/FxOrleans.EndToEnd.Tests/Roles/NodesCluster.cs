using System.Net.Http.Json;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A redis-server, one ingest node and serving nodes, each a process, with USD/EUR live on every serving node.</summary>
public sealed class NodesCluster : IAsyncDisposable
{
    public const string UsdEur = "/rate?from=USD&to=EUR";

    private NodesCluster(RedisServer redis) => Redis = redis;

    public RedisServer Redis { get; }

    public SiloProcess Ingest { get; private set; } = null!;

    public SiloProcess[] Nodes { get; private set; } = [];

    /// <summary>Starts them, so many serving nodes among them.</summary>
    public static async Task<NodesCluster> StartAsync(int nodes)
    {
        var cluster = new NodesCluster(await RedisServer.StartAsync());
        var connection = $"--Redis:ConnectionString={cluster.Redis.ConnectionString}";
        cluster.Ingest = await SiloProcess.StartAsync("--Role=ingest", "--Demo:Enabled=true", connection);
        cluster.Nodes = await Task.WhenAll(Enumerable.Range(0, nodes).Select(_ => SiloProcess.StartAsync("--Role=serve", connection)));
        foreach (var node in cluster.Nodes)
        {
            await node.ReadyAsync();
            await LiveAsync(node);
        }

        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Nodes.Append(Ingest))
        {
            await process.DisposeAsync();
        }

        await Redis.DisposeAsync();
    }

    // A node is ready with its first prices; this one may come later.
    private static async Task LiveAsync(SiloProcess node)
    {
        var said = "nothing";
        try
        {
            await Eventually.TrueAsync(
                async () =>
                {
                    using var answer = await node.Http.GetAsync(UsdEur);
                    said = await answer.Content.ReadAsStringAsync();
                    return answer.IsSuccessStatusCode && WireRate.Read(JsonDocument.Parse(said).RootElement).Status == "live";
                },
                $"USD/EUR is live on {node.Address}");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; it says {said}", late);
        }
    }
}
