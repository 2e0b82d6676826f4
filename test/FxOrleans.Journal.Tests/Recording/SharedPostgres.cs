using FxOrleans.Testing;

namespace FxOrleans.Journal.Tests.Recording;

/// <summary>One PostgreSQL for the tests of a class, which run one after the other: one that stops it starts it again.</summary>
public sealed class SharedPostgres : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();
}
