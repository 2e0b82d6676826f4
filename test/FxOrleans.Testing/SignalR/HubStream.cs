using System.Text.Json;

namespace FxOrleans.Testing.SignalR;

/// <summary>A server stream that a <see cref="HubClient"/> has asked for.</summary>
public sealed class HubStream(HubClient client, string id)
{
    /// <summary>The items, in order.</summary>
    public Inbox<JsonElement> Items { get; } = new();

    /// <summary>How it ended.</summary>
    public Task<HubCompletion> Ended => Ending.Task;

    internal TaskCompletionSource<HubCompletion> Ending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Tells the hub that no more is wanted.</summary>
    public Task CancelAsync() => client.SendAsync(new { type = 5, invocationId = id });
}
