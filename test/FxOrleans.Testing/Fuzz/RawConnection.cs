using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace FxOrleans.Testing.Fuzz;

/// <summary>An HTTP/1.1 connection over which bytes go as they are given. Connects anew when the other side has closed. Not thread-safe.</summary>
public sealed class RawConnection(Uri address) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly byte[] _buffer = new byte[256 * 1024];
    private TcpClient? _client;
    private int _from;
    private int _to;

    /// <summary>Sends a request (Latin-1) and reads its answer: status, content type, body.</summary>
    public async Task<RawAnswer> SendAsync(string request, bool hasBody)
    {
        using var deadline = new CancellationTokenSource(Patience);
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                if (_client is null)
                {
                    _client = new TcpClient { NoDelay = true };
                    await _client.ConnectAsync(address.Host, address.Port, deadline.Token);
                    _from = _to = 0;
                }

                await _client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
                return await ReadAsync(hasBody, deadline.Token);
            }
            catch (Exception gone) when (gone is IOException or SocketException && attempt < 3)
            {
                Dispose();
            }
        }
    }

    public void Dispose()
    {
        _client?.Dispose();
        _client = null;
    }

    private async Task<RawAnswer> ReadAsync(bool hasBody, CancellationToken cancel)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var status = int.Parse((await LineAsync(cancel)).AsSpan(9, 3), CultureInfo.InvariantCulture);
        while (await LineAsync(cancel) is { Length: > 0 } line)
        {
            var parts = line.Split(':', 2);
            headers[parts[0]] = parts[1].Trim();
        }

        var body = !hasBody || status is 304 or 204 or < 200 ? ""
            : headers.GetValueOrDefault("Transfer-Encoding") == "chunked" ? await ChunksAsync(cancel)
            : await BytesAsync(int.Parse(headers.GetValueOrDefault("Content-Length", "0"), CultureInfo.InvariantCulture), cancel);
        if (headers.GetValueOrDefault("Connection") == "close" || status == 101)
        {
            Dispose();
        }

        return new RawAnswer(status, headers.GetValueOrDefault("Content-Type", ""), body);
    }

    private async Task<string> ChunksAsync(CancellationToken cancel)
    {
        var body = new StringBuilder();
        while (int.Parse(await LineAsync(cancel), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var length)
        {
            body.Append(await BytesAsync(length, cancel));
            await LineAsync(cancel);
        }

        await LineAsync(cancel);
        return body.ToString();
    }

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        while (true)
        {
            var end = _buffer.AsSpan(_from, _to - _from).IndexOf("\r\n"u8);
            if (end >= 0)
            {
                var line = Encoding.Latin1.GetString(_buffer, _from, end);
                _from += end + 2;
                return line;
            }

            await FillAsync(cancel);
        }
    }

    private async Task<string> BytesAsync(int count, CancellationToken cancel)
    {
        var bytes = new byte[count];
        for (var have = 0; have < count;)
        {
            if (_from == _to)
            {
                await FillAsync(cancel);
            }

            var part = Math.Min(count - have, _to - _from);
            _buffer.AsSpan(_from, part).CopyTo(bytes.AsSpan(have));
            (_from, have) = (_from + part, have + part);
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private async Task FillAsync(CancellationToken cancel)
    {
        if (_from > 0)
        {
            _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
            (_from, _to) = (0, _to - _from);
        }

        var read = await _client!.GetStream().ReadAsync(_buffer.AsMemory(_to), cancel);
        _to += read > 0 ? read : throw new IOException("The other side closed.");
    }
}
