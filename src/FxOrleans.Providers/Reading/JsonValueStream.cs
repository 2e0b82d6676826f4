using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>
/// Cuts a body without an end into JSON arrays and objects that follow one another, <c>[…][…]</c>, with white space
/// between them or not, looking at each byte once. It finds where a value ends; whether it is well-formed is for its reader to say.
/// Not thread-safe.
/// </summary>
/// <param name="body">Read, not closed.</param>
/// <param name="maxBytes">The most bytes of one value.</param>
/// <param name="patience">The longest that a whole value may take to come, however its bytes trickle in.</param>
/// <param name="time">The clock of <paramref name="patience"/>.</param>
internal sealed class JsonValueStream(Stream body, int maxBytes, TimeSpan patience, TimeProvider time)
{
    private byte[] _buffer = new byte[Math.Min(16 * 1024, maxBytes)];
    private int _start;
    private int _looked;
    private int _end;
    private int _depth;
    private bool _inText;
    private bool _escaped;

    /// <summary>The next value, good until the next call; null at the end of the body.</summary>
    /// <exception cref="ProviderException">
    /// No whole value came for too long, the connection broke, a value is too large, or what comes is no array and no object.
    /// </exception>
    public async ValueTask<ReadOnlyMemory<byte>?> NextAsync(CancellationToken cancel)
    {
        if (Cut() is { } ready)
        {
            return ready;
        }

        using var deadline = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        while (true)
        {
            MakeRoom();
            var read = await ReadAsync(either.Token, cancel).ConfigureAwait(false);
            if (read == 0)
            {
                return _depth == 0 ? null : throw new ProviderException(ProviderFailureKind.Unreachable, "The stream broke off within an answer.");
            }

            _end += read;
            if (Cut() is { } value)
            {
                return value;
            }
        }
    }

    private ReadOnlyMemory<byte>? Cut()
    {
        while (_looked < _end)
        {
            var letter = _buffer[_looked++];
            if (_depth == 0)
            {
                Begin(letter);
            }
            else if (_inText)
            {
                (_inText, _escaped) = (_escaped || letter != '"', !_escaped && letter == '\\');
            }
            else if (letter == '"')
            {
                _inText = true;
            }
            else if (letter is (byte)'[' or (byte)'{')
            {
                _depth++;
            }
            else if (letter is (byte)']' or (byte)'}' && --_depth == 0)
            {
                return _buffer.AsMemory(_start, _looked - _start);
            }
        }

        return null;
    }

    private void Begin(byte letter)
    {
        if (letter is (byte)'[' or (byte)'{')
        {
            _start = _looked - 1;
            _depth = 1;
        }
        else if (letter is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
        {
            throw Unreadable.Because("No array of rates where one belongs.");
        }
    }

    private void MakeRoom()
    {
        if (_depth == 0)
        {
            _start = _looked = _end = 0;
        }
        else if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _looked, _end) = (0, _looked - _start, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_end == maxBytes)
            {
                throw new ProviderException(ProviderFailureKind.TooLarge, $"An answer of more than {maxBytes} bytes.");
            }

            Array.Resize(ref _buffer, Math.Min(maxBytes, _buffer.Length * 2));
        }
    }

    private async ValueTask<int> ReadAsync(CancellationToken either, CancellationToken cancel)
    {
        try
        {
            return await body.ReadAsync(_buffer.AsMemory(_end), either).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ProviderException(ProviderFailureKind.Timeout, $"No whole answer for {patience}.");
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            throw new ProviderException(ProviderFailureKind.Unreachable, "The connection broke.", broken);
        }
    }
}
