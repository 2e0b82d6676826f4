using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>The words in which the tests speak to the hub.</summary>
internal static class Ticks
{
    public static async Task<Subscribed> SubscribeAsync(this HubClient client, params string?[] pairs) =>
        Subscribed.Read(await client.InvokeAsync("Subscribe", [pairs]));

    public static async Task<Subscribed> UnsubscribeAsync(this HubClient client, params string?[] pairs) =>
        Subscribed.Read(await client.InvokeAsync("Unsubscribe", [pairs]));

    /// <summary>The next <c>ticks</c> message.</summary>
    public static async Task<IReadOnlyList<WireRate>> NextTicksAsync(this HubClient client) => WireRate.ReadAll(await client.On("ticks").NextAsync());

    /// <summary>The first tick that fits, whatever message it is in.</summary>
    public static Task<WireRate> TickAsync(this HubClient client, Func<WireRate, bool> fits, string what) => FirstAsync(client.On("ticks"), fits, what);

    public static async Task<WireRate> FirstAsync(this Inbox<JsonElement> frames, Func<WireRate, bool> fits, string what)
    {
        WireRate? found = null;
        await frames.FirstAsync(frame => (found = WireRate.ReadAll(frame).FirstOrDefault(fits)) is not null, what);
        return found!;
    }
}
