using FxOrleans.Pricing;

namespace FxOrleans.Serving.Streams;

/// <summary>What a client has of each pair: says how many prices were left out before the next, and which it has already. Not thread-safe.</summary>
internal sealed class SentPrices
{
    private readonly Dictionary<Topic, Sent> _last = [];

    /// <summary>The client had this price, or a later one, from another stream.</summary>
    public void Had(Topic topic, Rate rate) => _last[topic] = new Sent(rate.Epoch, rate.Sequence, null, UsageReason.None);

    /// <summary>Notes a price that is sent whatever the client has.</summary>
    public StreamPrice Anew(Topic topic, EncodedRate rate)
    {
        _last[topic] = Sent.Of(rate);
        return new StreamPrice(rate, 0);
    }

    /// <summary>Notes the next price; null when this stream sent it, or a later one, already.</summary>
    public StreamPrice? Next(Topic topic, EncodedRate rate)
    {
        var next = Sent.Of(rate);
        var known = _last.TryGetValue(topic, out var last);
        if (known && last.Status is not null && (next == last || next.IsBefore(last)))
        {
            return null;
        }

        _last[topic] = next;
        return new StreamPrice(rate, known && last.Epoch == next.Epoch ? Math.Max(0, next.Sequence - last.Sequence - 1) : 0);
    }

    // Without a status: from another stream.
    private readonly record struct Sent(long Epoch, long Sequence, PriceStatus? Status, UsageReason Reasons)
    {
        public static Sent Of(EncodedRate rate) => new(rate.Rate.Epoch, rate.Rate.Sequence, rate.Status, rate.Reasons);

        public bool IsBefore(Sent other) => Epoch < other.Epoch || (Epoch == other.Epoch && Sequence < other.Sequence);
    }
}
