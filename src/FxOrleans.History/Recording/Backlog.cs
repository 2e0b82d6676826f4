using FxOrleans.Pricing;

namespace FxOrleans.History;

/// <summary>
/// Closed candles that wait for the database. Beyond the bound the oldest of the finest interval is dropped: the coarser
/// ones have its ticks too, so that resolution is lost and not history. Thread-safe.
/// </summary>
internal sealed class Backlog(int most)
{
    private readonly Lock _lock = new();
    private readonly Queue<CandleRow>[] _waiting = [.. CandleIntervals.All.Select(_ => new Queue<CandleRow>())];
    private int _count;
    private long _dropped;

    public int Count => Volatile.Read(ref _count);

    public long Dropped => Interlocked.Read(ref _dropped);

    public void Add(CandleRow row)
    {
        lock (_lock)
        {
            _waiting[(int)row.Interval].Enqueue(row);
            if (_count < most)
            {
                _count++;
                return;
            }

            _waiting.First(queue => queue.Count > 0).Dequeue();
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Moves up to that many over, the coarsest first.</summary>
    public void Take(int count, List<CandleRow> rows)
    {
        lock (_lock)
        {
            for (var interval = _waiting.Length - 1; interval >= 0; interval--)
            {
                while (count > 0 && _waiting[interval].TryDequeue(out var row))
                {
                    rows.Add(row);
                    count--;
                    _count--;
                }
            }
        }
    }
}
