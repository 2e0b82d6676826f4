using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>Reads a body up to a limit. What is counted are the unpacked bytes that came, not what a header promised.</summary>
internal static class BoundedBody
{
    private const int FirstBuffer = 16 * 1024;

    /// <exception cref="ProviderException"><see cref="ProviderFailureKind.TooLarge"/>.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int maxBytes, string what, CancellationToken cancel)
    {
        var stream = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[Math.Min(FirstBuffer, maxBytes + 1)];
            var length = 0;
            while (true)
            {
                if (length == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min((long)buffer.Length * 2, (long)maxBytes + 1));
                }

                var read = await stream.ReadAsync(buffer.AsMemory(length), cancel).ConfigureAwait(false);
                if (read == 0)
                {
                    return buffer.AsMemory(0, length);
                }

                length += read;
                if (length > maxBytes)
                {
                    throw new ProviderException(ProviderFailureKind.TooLarge, $"{what}: more than {maxBytes} bytes.");
                }
            }
        }
    }
}
