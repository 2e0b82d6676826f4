using System.Text.Json;
using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary>How each provider did, as whoever asks them wrote it down for serving nodes. Immutable.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Until">By when the next one is due, UTC: from then on a provider that did well counts as failing, since nothing of it arrives.</param>
/// <param name="Providers">In the order of configuration.</param>
public sealed record ProviderStatusSnapshot(DateTimeOffset At, DateTimeOffset Until, IReadOnlyList<ProviderStatus> Providers)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>Written before anything was heard.</summary>
    public static ProviderStatusSnapshot None { get; } = new(DateTimeOffset.MinValue, DateTimeOffset.MinValue, []);

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>Null when it is no bulletin.</summary>
    public static ProviderStatusSnapshot? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<ProviderStatusSnapshot>(json, Options) is { Providers: not null } read ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The rows as they are to be believed at <paramref name="now"/>.</summary>
    public IReadOnlyList<ProviderStatus> RowsAt(DateTimeOffset now) => now <= Until
        ? Providers
        : [.. Providers.Select(row => row.State is "disabled" ? row : row with { State = "failing" })];
}
