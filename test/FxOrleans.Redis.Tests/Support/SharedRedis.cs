using FxOrleans.Testing;

namespace FxOrleans.Redis.Tests;

/// <summary>One Redis for a class of tests that do it no harm.</summary>
public sealed class SharedRedis : IAsyncLifetime
{
    public RedisServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await RedisServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
