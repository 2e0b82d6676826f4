using FxOrleans.Testing;

namespace FxOrleans.History.Tests;

/// <summary>One PostgreSQL for a class of tests that do it no harm.</summary>
public sealed class SharedPostgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
