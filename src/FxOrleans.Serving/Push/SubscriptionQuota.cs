namespace FxOrleans.Serving.Push;

/// <summary>How many more subscriptions one connection may have, its streams' included. Thread-safe.</summary>
internal sealed class SubscriptionQuota(int most)
{
    private int _left = most;

    public bool TryTake()
    {
        if (Interlocked.Decrement(ref _left) >= 0)
        {
            return true;
        }

        Give(1);
        return false;
    }

    public void Give(int count) => Interlocked.Add(ref _left, count);
}
