using System.Text.Json;
using FxOrleans.Providers;
using FxOrleans.Redis;

namespace FxOrleans.Silo.Refresh;

/// <summary>Keeps budgets in Redis: a refresher that runs once has no other memory. Thread-safe.</summary>
internal sealed class RedisQuotaStore(RedisNotes notes) : IQuotaStore
{
    /// <summary>Longer than any quota's window that is in use.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(32);

    public async ValueTask<IReadOnlyList<SpentCalls>> LoadAsync(string provider, CancellationToken cancel)
    {
        var json = await notes.ReadAsync(notes.Keys.Quota(provider), cancel);
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize<SpentCalls[]>(json) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    public async ValueTask SaveAsync(string provider, IReadOnlyList<SpentCalls> spent, CancellationToken cancel) =>
        await notes.WriteAsync(notes.Keys.Quota(provider), JsonSerializer.SerializeToUtf8Bytes(spent), Life, cancel);
}
