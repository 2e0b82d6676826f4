using System.Runtime.CompilerServices;
using FxOrleans.Serving.Push;
using FxOrleans.Serving.Streams;
using Microsoft.AspNetCore.SignalR;

namespace FxOrleans.Serving.Hub;

/// <summary>
/// <c>/hubs/rates</c>: Subscribe and Unsubscribe for <c>ticks</c> messages, or Stream, or Resume. Each connection has one outbox, each
/// stream another.
/// </summary>
public sealed class RatesHub(RateBoard board, FanOut fanOut, IHubContext<RatesHub> hub, AccessOptions access, TimeProvider time) : Microsoft.AspNetCore.SignalR.Hub
{
    /// <summary>The path it is mapped at.</summary>
    public const string Path = "/hubs/rates";

    /// <summary>The message that carries prices: an array in the shape of <c>GET /rate</c>.</summary>
    public const string Ticks = "ticks";

    /// <summary>The message that carries one peg whose state has changed, in the shape of <c>GET /pegs</c>, to those who have asked for events.</summary>
    public const string PegChanged = "peg";

    /// <summary>The group of the connections that have asked for events.</summary>
    internal const string Events = "events";

    /// <summary>The most frames a second that a stream can be limited to.</summary>
    public const int MaxPerSecond = 1000;

    private static readonly object Key = new();

    /// <summary>Sends the current price of each pair at once, and what changes from then on.</summary>
    public SubscriptionResult Subscribe(string?[]? pairs) => Mine().Add(pairs);

    /// <summary>Ends subscriptions.</summary>
    public SubscriptionResult Unsubscribe(string?[]? pairs) => Mine().Remove(pairs);

    /// <summary>Sends <c>peg</c> whenever a peg breaks, or its state changes otherwise, from then on.</summary>
    public Task SubscribeEvents() => Groups.AddToGroupAsync(Context.ConnectionId, Events);

    /// <summary>The same as a stream, at most that many frames a second. Fails when a pair is refused, naming it and the code.</summary>
    public async IAsyncEnumerable<TickFrame> Stream(
        string?[]? pairs, int? maxPerSecond, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (maxPerSecond is < 1 or > MaxPerSecond)
        {
            throw new HubException($"{ProblemCodes.InvalidQuery}: maxPerSecond is {maxPerSecond}; it must be from 1 to {MaxPerSecond}.");
        }

        var writer = new StreamOutboxWriter();
        using var subscriptions = OpenStream(writer, pairs);
        while (await writer.WaitAsync(cancel).ConfigureAwait(false))
        {
            while (writer.TryRead(out var frame))
            {
                yield return frame!;
                if (maxPerSecond is { } limit)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1.0 / limit), time, cancel).ConfigureAwait(false);
                }

                writer.Taken();
            }
        }
    }

    /// <summary>
    /// The same as a stream that says up to where it is complete, and goes on where another one ended that had <paramref name="last"/> as its
    /// last <c>id</c>. Fails when a pair is refused, naming it and the code.
    /// </summary>
    public async IAsyncEnumerable<StreamMessage> Resume(string?[]? pairs, string? last, [EnumeratorCancellation] CancellationToken cancel)
    {
        var writer = new StreamOutboxWriter();
        using var subscriptions = OpenStream(writer, pairs);
        var missed = MissedPrices.Find(board, fanOut.Recent, StreamPlace.Read(last), subscriptions.Topics);
        var stream = new ResumableStream(writer, board, fanOut.Recent, fanOut.Options.KeepAlive, time);
        await foreach (var message in stream.ReadAsync(missed, cancel).ConfigureAwait(false))
        {
            if (message is { Kind: not StreamMessageKind.Quiet } or { Place: not null })
            {
                yield return message;
            }
        }
    }

    /// <summary>Answers a call that fits no method, so that it counts as any other.</summary>
    public void Unknown(string? method) => throw new HubException($"{ProblemCodes.InvalidMessage}: '{QueryReader.Echo(method ?? "")}' is no method, or not with these arguments.");

    /// <inheritdoc/>
    public override Task OnConnectedAsync()
    {
        var writer = new HubOutboxWriter(hub.Clients.Client(Context.ConnectionId), Context);
        Context.Items[Key] = Subscriptions.Open(board, fanOut, writer, Caller.Of(Context.GetHttpContext()!, access)) ?? throw Full("connections");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        (Context.Items[Key] as Subscriptions)?.Dispose();
        return Task.CompletedTask;
    }

    private Subscriptions OpenStream(StreamOutboxWriter writer, string?[]? pairs)
    {
        if (pairs is null or [])
        {
            throw new HubException($"{ProblemCodes.MissingParameter}: pairs names none.");
        }

        var subscriptions = Mine().Another(writer) ?? throw Full("streams");
        if (subscriptions.Add(pairs) is { Rejected: [var first, ..] })
        {
            subscriptions.Dispose();
            throw new HubException($"{first.Code}: {first.Pair}");
        }

        return subscriptions;
    }

    private static HubException Full(string what) => new($"{ProblemCodes.TooManyConnections}: the service, or this caller, has as many {what} as there may be.");

    private Subscriptions Mine() => (Subscriptions)Context.Items[Key]!;
}
