using Microsoft.AspNetCore.SignalR;

namespace FxOrleans.Load.Servers;

/// <summary>A hub as one would write it first: everybody in one group.</summary>
internal sealed class PlainHub : Hub
{
    public const string Group = "rates";

    public override Task OnConnectedAsync() => Groups.AddToGroupAsync(Context.ConnectionId, Group);
}
