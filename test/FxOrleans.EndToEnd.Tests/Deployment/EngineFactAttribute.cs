using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A test that needs a container engine.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EngineFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> Missing = new(() => Task.Run(FindAsync).GetAwaiter().GetResult());

    public EngineFactAttribute() => Skip = Missing.Value is { } missing ? $"It needs a container engine, and {missing}" : null;

    private static async Task<string?> FindAsync() =>
        (await Shell.RunAsync("command -v docker")).ExitCode != 0 ? "docker is not installed"
        : (await Shell.RunAsync("docker compose version")).ExitCode != 0 ? "docker has no compose plugin"
        : (await Shell.RunAsync("docker info")).ExitCode != 0 ? "no Docker engine answers"
        : null;
}
