namespace FxOrleans.Serving.Push;

/// <summary>What became of a request to subscribe or unsubscribe.</summary>
public sealed class SubscriptionResult
{
    private const int MostEchoed = 64;
    private readonly List<string> _accepted = [];
    private readonly List<RejectedPair> _rejected = [];

    /// <summary>The pairs, in the form <c>USD/EUR</c>, or <c>*</c>.</summary>
    public IReadOnlyList<string> Accepted => _accepted;

    /// <summary>What was not, as it was sent (64 characters of it at most), and why.</summary>
    public IReadOnlyList<RejectedPair> Rejected => _rejected;

    internal void Accept(string pair) => _accepted.Add(pair);

    internal void Reject(string? pair, string code) =>
        _rejected.Add(new RejectedPair(pair is { Length: > MostEchoed } ? pair[..MostEchoed] : pair ?? "", code));
}
