using Microsoft.AspNetCore.Http;

namespace FxOrleans.DemoMarket;

/// <summary>One request to a demo provider, and what the provider sees of the market as it answers.</summary>
internal sealed class ProviderRequest(HttpContext http, DemoWorld world, DemoProvider provider, MoodState state)
{
    public HttpContext Http { get; } = http;

    public DemoWorld World { get; } = world;

    /// <summary>The provider's mood and its changes, for an answer that goes on for longer.</summary>
    public MoodState State { get; } = state;

    /// <summary>The market as the request came in.</summary>
    public Observation Observation { get; } = new(world.Model, provider, state.FaultMode, world.Time.GetUtcNow());

    public MarketModel Model => World.Model;

    public CancellationToken Cancel => Http.RequestAborted;

    /// <summary>A query parameter; null when it is missing or blank.</summary>
    public string? Query(string name) => Http.Request.Query[name] is [{ Length: > 0 } value, ..] ? value : null;

    /// <summary>A query parameter that lists things with commas between; empty when it is missing.</summary>
    public string[] QueryList(string name) =>
        Query(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    /// <summary>A part of the path.</summary>
    public string Route(string name) => (string?)Http.Request.RouteValues[name] ?? "";

    /// <summary>The market at a later tick of the same answer.</summary>
    public Observation SightAt(DateTimeOffset tick, ProviderMood mood) => new(Model, provider, mood, tick);
}
