using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>One GET of an upstream. Immutable.</summary>
/// <param name="Address">Absolute; its query may hold a secret and goes into no message.</param>
/// <param name="MaxBytes">The most bytes, unpacked, that an answer can have.</param>
internal sealed record UpstreamRequest(Uri Address, int MaxBytes)
{
    public string Accept { get; init; } = "application/json";

    /// <summary>A header with the key; null for none.</summary>
    public (string Name, string Value)? Key { get; init; }

    /// <summary>
    /// Reads the upstream's documented error from the body of an answer that is no success; null when the body is none.
    /// </summary>
    public Func<ReadOnlyMemory<byte>, ProviderException?> ErrorIn { get; init; } = static _ => null;

    /// <summary>How long to pause after an upstream has limited us without a time of its own; null when that is not known.</summary>
    public TimeSpan? RestWhenLimited { get; init; }

    /// <summary>Host and path, which hold no secret.</summary>
    public string What => $"{Address.Host}{Address.AbsolutePath}";

    /// <summary>The message to send. The sender disposes it.</summary>
    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(HttpMethod.Get, Address);
        message.Headers.TryAddWithoutValidation("Accept", Accept);
        message.Headers.TryAddWithoutValidation("User-Agent", Upstreams.UserAgent);
        if (Key is var (name, value))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
