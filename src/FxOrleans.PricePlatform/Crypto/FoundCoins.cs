using FxOrleans.Pricing;

namespace FxOrleans.PricePlatform;

/// <summary>The coins that searches found last, by id, as many as there is room for: the oldest goes first. Thread-safe.</summary>
internal sealed class FoundCoins(int most)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, CoinMarket> _coins = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public void Add(IEnumerable<CoinMarket> coins)
    {
        lock (_gate)
        {
            foreach (var coin in coins)
            {
                if (!_coins.ContainsKey(coin.Coin.Id))
                {
                    _order.Enqueue(coin.Coin.Id);
                }

                _coins[coin.Coin.Id] = coin;
                if (_order.Count > most)
                {
                    _coins.Remove(_order.Dequeue());
                }
            }
        }
    }

    public CoinMarket? Find(string id)
    {
        lock (_gate)
        {
            return _coins.GetValueOrDefault(id);
        }
    }
}
