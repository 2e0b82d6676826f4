using System.Buffers.Text;
using System.Net.Sockets;

namespace FxOrleans.Load.Clients;

/// <summary>One keep-alive connection with one request under way at a time.</summary>
internal sealed class HttpWorker(Socket socket)
{
    private readonly byte[] _answer = new byte[16 * 1024];
    private int _length;

    public Socket Socket { get; } = socket;

    public int Handle { get; } = (int)socket.Handle;

    /// <summary>When the request under way was due; 0 when there is none.</summary>
    public long Since { get; set; }

    /// <summary>Takes the next bytes of an answer; null while it is not complete, else whether its status was 200.</summary>
    public bool? Feed(ReadOnlySpan<byte> bytes)
    {
        if (_length > 0)
        {
            bytes.CopyTo(_answer.AsSpan(_length));
            _length += bytes.Length;
            bytes = _answer.AsSpan(0, _length);
        }

        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head >= 0)
        {
            var key = bytes[..head].IndexOf("Content-Length: "u8);
            if (key < 0 || !Utf8Parser.TryParse(bytes[(key + "Content-Length: ".Length)..], out int body, out _))
            {
                throw new IOException("An answer without a Content-Length has come; such are not understood.");
            }

            if (bytes.Length >= head + 4 + body)
            {
                _length = 0;
                return bytes.StartsWith("HTTP/1.1 200"u8);
            }
        }

        if (_length == 0)
        {
            bytes.CopyTo(_answer);
            _length = bytes.Length;
        }

        return null;
    }
}
