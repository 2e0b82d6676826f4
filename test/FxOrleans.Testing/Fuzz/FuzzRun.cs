using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using FxOrleans.Testing.SignalR;

namespace FxOrleans.Testing.Fuzz;

/// <summary>Sends fuzzed requests to <c>/rate</c> and other paths, to the hub and to sockets, from several sides at once.</summary>
public static class FuzzRun
{
    private const int Sides = 8;

    /// <summary>So many requests in all, of which one in ten goes to the hub and one in ten to sockets.</summary>
    public static async Task<FuzzTally> RunAsync(Uri address, int requests, int seed)
    {
        var tally = new FuzzTally();
        await Task.WhenAll(Enumerable.Range(0, Sides).Select(side => Task.Run(() => SideAsync(address, requests / Sides, new FuzzText(seed + side), tally))));
        return tally;
    }

    private static async Task SideAsync(Uri address, int requests, FuzzText text, FuzzTally tally)
    {
        using var http = new RawConnection(address);
        for (var i = 0; i < requests;)
        {
            i += text.Next(100) switch
            {
                0 => await HubAsync(address, text, tally),
                1 => await SocketAsync(address, text, tally),
                _ => await HttpAsync(http, address, text, tally),
            };
        }
    }

    private static async Task<int> HttpAsync(RawConnection http, Uri address, FuzzText text, FuzzTally tally)
    {
        var (method, target) = (text.Method(), text.Target());
        var request = $"{method} {target} HTTP/1.1\r\nHost: {address.Authority}\r\n{text.Headers()}{(method is "POST" or "PUT" or "PATCH" ? "Content-Length: 0\r\n" : "")}\r\n";
        tally.Judge(request, await http.SendAsync(request, method != "HEAD"), method != "HEAD");
        return 1;
    }

    // A dozen calls on a connection of its own; at times what is no call at all, which closes it.
    private static async Task<int> HubAsync(Uri address, FuzzText text, FuzzTally tally)
    {
        const int Calls = 12;
        await using var hub = await HubClient.ConnectAsync(new Uri($"ws://{address.Authority}/hubs/rates"));
        for (var i = 0; i < Calls; i++)
        {
            if (text.Next(10) == 0)
            {
                await hub.StreamAsync("Stream", new[] { text.Pair() }, text.Next(5) - 1);
                tally.Add("hub stream");
                continue;
            }

            var message = text.HubMessage();
            using var parsed = JsonDocument.Parse(message);
            var completion = hub.CompletionAsync(parsed.RootElement.GetProperty("invocationId").GetString()!);
            await hub.SendTextAsync(message);
            var error = (await completion).Error;
            tally.Add(error is null ? "hub answered" : "hub error");
            if (error?.Contains("   at ", StringComparison.Ordinal) == true)
            {
                tally.Fault($"{error}: {message}");
            }
        }

        if (text.Next(3) == 0)
        {
            await hub.SendTextAsync(text.Rubbish());
            await hub.Closed.WaitAsync(TimeSpan.FromSeconds(60));
            tally.Add("hub closed on rubbish");
        }

        return Calls;
    }

    private static async Task<int> SocketAsync(Uri address, FuzzText text, FuzzTally tally)
    {
        const int Messages = 12;
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        try
        {
            var pairs = text.Next(2) == 0 ? "USD/EUR" : Uri.EscapeDataString(text.Pair());
            await socket.ConnectAsync(new Uri($"ws://{address.Authority}/ws/rates?pairs={pairs}&batch={text.Next(3)}"), deadline.Token);
        }
        catch (WebSocketException)
        {
            tally.Add($"socket refused {(int)socket.HttpStatusCode}");
            if ((int)socket.HttpStatusCode is 0 or >= 500)
            {
                tally.Fault($"A handshake was answered {(int)socket.HttpStatusCode}.");
            }

            return 1;
        }

        for (var i = 0; i < Messages; i++)
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(text.HubMessage()), WebSocketMessageType.Text, true, deadline.Token);
            tally.Add("socket message");
        }

        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, deadline.Token);
        return Messages;
    }
}
