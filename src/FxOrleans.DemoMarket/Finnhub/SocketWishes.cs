namespace FxOrleans.DemoMarket;

/// <summary>
/// What the client of one socket wants to hear, written by the reader of its messages and read by the sender of trades. Thread-safe.
/// </summary>
internal sealed class SocketWishes
{
    /// <summary>More than any free key may have; a client that wants more hears an error.</summary>
    private const int MostSymbols = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, FinnhubSymbol> _symbols = new(StringComparer.Ordinal);
    private readonly List<FinnhubSymbol> _fresh = [];
    private readonly List<string> _complaints = [];
    private TaskCompletionSource _news = NewSignal();

    /// <summary>Ends when there is something to <see cref="Take"/>; the same task until it has ended and that was taken.</summary>
    public Task News
    {
        get
        {
            lock (_lock)
            {
                return _news.Task;
            }
        }
    }

    public void Subscribe(FinnhubSymbol symbol)
    {
        lock (_lock)
        {
            if (_symbols.Count >= MostSymbols)
            {
                _complaints.Add("Too many symbols");
            }
            else if (_symbols.TryAdd(symbol.Text, symbol))
            {
                _fresh.Add(symbol);
            }

            _news.TrySetResult();
        }
    }

    public void Unsubscribe(string symbol)
    {
        lock (_lock)
        {
            _symbols.Remove(symbol);
            _fresh.RemoveAll(fresh => fresh.Text == symbol);
        }
    }

    public void Complain(string complaint)
    {
        lock (_lock)
        {
            if (_complaints.Count < MostSymbols)
            {
                _complaints.Add(complaint);
            }

            _news.TrySetResult();
        }
    }

    /// <summary>All symbols, those subscribed since the last call, and what to complain of.</summary>
    public (FinnhubSymbol[] All, FinnhubSymbol[] Fresh, string[] Complaints) Take()
    {
        lock (_lock)
        {
            var taken = (_symbols.Values.ToArray(), _fresh.ToArray(), _complaints.ToArray());
            _fresh.Clear();
            _complaints.Clear();
            if (_news.Task.IsCompleted)
            {
                _news = NewSignal();
            }

            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
