using System.Collections.Concurrent;

namespace FxOrleans.PricePlatform;

/// <summary>Keeps a cache within its bounds. Thread-safe.</summary>
internal sealed class CacheRoom(AnswerCacheOptions options)
{
    private readonly Lock _gate = new();
    private long _bytes;

    /// <summary>As of the last tidying.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Lets go of what has not been wanted for longest, of a tenth more than is too much, so that it is not done for each new one.</summary>
    public void Tidy(ConcurrentDictionary<string, CacheEntry> entries)
    {
        lock (_gate)
        {
            var all = entries.ToArray();
            var (count, bytes, most) = (all.Length, all.Sum(pair => (long)pair.Value.Size), options.MaxMegabytes * 1024L * 1024);
            if (count > options.MaxEntries || bytes > most)
            {
                foreach (var (name, entry) in all.OrderBy(pair => pair.Value.UsedAt))
                {
                    if (count <= options.MaxEntries * 9L / 10 && bytes <= most / 10 * 9)
                    {
                        break;
                    }

                    if (entry.Running is null && entries.TryRemove(name, out _))
                    {
                        count--;
                        bytes -= entry.Size;
                    }
                }
            }

            Interlocked.Exchange(ref _bytes, bytes);
        }
    }
}
