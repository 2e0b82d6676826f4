using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.Prices;

/// <summary>Gives one picture for every address, and remembers who was asked for. Thread-safe.</summary>
internal sealed class FakeImages : ICoinImages
{
    private readonly List<string> _asked = [];

    /// <summary>Null where the address is foreign or the picture too large.</summary>
    public volatile byte[]? Picture = [0x89, .. "PNG\r\n\u001a\nrest"u8];

    public volatile ProviderException? Failure;

    /// <summary>Awaited before it answers.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public string[] Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public async Task<ReadOnlyMemory<byte>?> ImageAsync(string address, int maxBytes, CancellationToken cancel)
    {
        lock (_asked)
        {
            _asked.Add(address);
        }

        await Held.WaitAsync(cancel);
        return Failure is { } failure ? throw failure : Picture is { } picture ? new ReadOnlyMemory<byte>(picture) : null;
    }
}
