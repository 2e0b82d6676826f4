using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>One WebSocket to Finnhub: connect, subscribe, receive whole messages. Single-threaded.</summary>
/// <param name="time">The clock of the deadlines.</param>
internal sealed class FinnhubSocket(TimeProvider time) : IDisposable
{
    /// <summary>A trade is 60 bytes; a message holds at most some hundreds.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>It pings every minute; when nothing comes for longer than this, the connection is lost.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(150);

    private readonly ClientWebSocket _socket = new();
    private byte[] _buffer = new byte[16 * 1024];

    /// <exception cref="ProviderException">There was no connection in time, or it was refused.</exception>
    public Task ConnectAsync(Uri address, HttpMessageInvoker transport, TimeSpan timeout, CancellationToken cancel)
    {
        _socket.Options.CollectHttpResponseDetails = true;
        _socket.Options.SetRequestHeader("User-Agent", Upstreams.UserAgent);
        return WithinAsync(
            timeout,
            async token =>
            {
                await _socket.ConnectAsync(address, transport, token).ConfigureAwait(false);
                return 0;
            },
            cancel);
    }

    public Task SubscribeAsync(string symbol, TimeSpan timeout, CancellationToken cancel)
    {
        var message = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["type"] = "subscribe", ["symbol"] = symbol });
        return WithinAsync(
            timeout,
            async token =>
            {
                await _socket.SendAsync(message.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, token).ConfigureAwait(false);
                return 0;
            },
            cancel);
    }

    /// <summary>The next message, good until the next call; null once the other side has closed.</summary>
    /// <exception cref="ProviderException">The connection broke or fell silent, or a message is too large.</exception>
    public async Task<ReadOnlyMemory<byte>?> ReceiveAsync(CancellationToken cancel)
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
            {
                if (length == MaxBytes)
                {
                    throw new ProviderException(ProviderFailureKind.TooLarge, $"A message of more than {MaxBytes} bytes.");
                }

                Array.Resize(ref _buffer, Math.Min(MaxBytes, length * 2));
            }

            var part = await WithinAsync(Silence, token => _socket.ReceiveAsync(_buffer.AsMemory(length), token).AsTask(), cancel).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            length += part.Count;
            if (part.EndOfMessage)
            {
                return _buffer.AsMemory(0, length);
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<T> WithinAsync<T>(TimeSpan timeout, Func<CancellationToken, Task<T>> act, CancellationToken cancel)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        try
        {
            return await act(either.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (!cancel.IsCancellationRequested && failure is not ProviderException)
        {
            throw AccessResponses() ?? HttpFailures.Of(failure, "The push connection") ?? new(ProviderFailureKind.Unreachable, "The push connection broke.", failure);
        }
    }

    /// <summary>What the answer to the handshake said; null where it let us in, or where there was none.</summary>
    private ProviderException? AccessResponses() => _socket.HttpStatusCode switch
    {
        0 or HttpStatusCode.SwitchingProtocols => null,
        HttpStatusCode.TooManyRequests => new(ProviderFailureKind.RateLimited, "The push connection: status 429."),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(ProviderFailureKind.Unauthorized, $"The push connection: status {(int)_socket.HttpStatusCode}."),
        var status => new(ProviderFailureKind.HttpStatus, $"The push connection: status {(int)status}."),
    };
}
