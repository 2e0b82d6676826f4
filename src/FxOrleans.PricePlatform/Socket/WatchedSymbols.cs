using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>
/// The symbols that one socket watches, in the order in which it asked, and the pairs behind them: several names may mean one pair. Thread-safe.
/// </summary>
internal sealed class WatchedSymbols
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(Asset From, Asset To), List<string>> _names = [];
    private readonly List<PriceSymbol> _all = [];

    public IReadOnlyList<PriceSymbol> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }

    public void Add(PriceSymbol symbol)
    {
        lock (_gate)
        {
            if (!_names.TryGetValue((symbol.From, symbol.To), out var names))
            {
                _names[(symbol.From, symbol.To)] = names = [];
            }

            if (!names.Contains(symbol.Name))
            {
                names.Add(symbol.Name);
                _all.Add(symbol);
            }
        }
    }

    /// <summary>True when nobody watches its pair any more under whatever name.</summary>
    public bool Remove(PriceSymbol symbol)
    {
        lock (_gate)
        {
            if (!_names.TryGetValue((symbol.From, symbol.To), out var names) || !names.Remove(symbol.Name))
            {
                return false;
            }

            _all.RemoveAll(watched => watched.Name == symbol.Name);
            return names.Count == 0 && _names.Remove((symbol.From, symbol.To));
        }
    }

    /// <summary>The names under which a rate is watched; none when it is not.</summary>
    public string[] NamesOf(Rate rate)
    {
        lock (_gate)
        {
            return _names.TryGetValue((rate.From, rate.To), out var names) ? [.. names] : [];
        }
    }
}
