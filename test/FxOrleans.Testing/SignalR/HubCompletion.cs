using System.Text.Json;

namespace FxOrleans.Testing.SignalR;

/// <summary>How an invocation or a stream ended.</summary>
/// <param name="Result">What it returned; null for nothing.</param>
/// <param name="Error">What the hub said went wrong; null when nothing did.</param>
public sealed record HubCompletion(JsonElement? Result, string? Error);
