using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>A host whose engine has ticked, and a client that has connected to its hub.</summary>
internal sealed class HubSession : IAsyncDisposable
{
    private HubSession(ServingHost host, HubClient client) => (Host, Client) = (host, client);

    public ServingHost Host { get; }

    public HubClient Client { get; }

    public static async Task<HubSession> StartAsync(params (string Pair, decimal Mid)[] ticked)
    {
        var host = await ServingHost.StartAsync();
        host.Engine.TickAll(ticked.Select(price => Given.Price(price.Pair, price.Mid)));
        return new HubSession(host, await host.ConnectHubAsync());
    }

    public void Tick(string pair, decimal mid) => Host.Engine.Tick(pair, mid);

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        await Host.DisposeAsync();
    }
}
