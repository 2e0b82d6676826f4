using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>A rate and the bytes that every reader of it gets. Immutable.</summary>
public sealed class EncodedRate
{
    internal EncodedRate(Rate rate, PriceStatus status, ReceivedPrice[] madeFrom, TimeSpan validUntil)
    {
        Rate = rate;
        Status = status;
        MadeFrom = madeFrom;
        ValidUntil = validUntil;
        Json = RateJson.Encode(rate, status);
        ETag = $"\"{rate.Epoch:x}-{rate.Sequence:x}-{(int)status}\"";
    }

    public Rate Rate { get; }

    /// <summary>The status in the bytes.</summary>
    public PriceStatus Status { get; }

    /// <summary>The rate as JSON, UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Entity tag, quotes included.</summary>
    public string ETag { get; }

    internal ReceivedPrice[] MadeFrom { get; }

    /// <summary>The monotonic moment at which the status in the bytes is no longer true.</summary>
    internal TimeSpan ValidUntil { get; }

    internal bool IsCurrent(PathStep[] path, ClockReading now)
    {
        if (now.Monotonic > ValidUntil || (Status != PriceStatus.Stale && now.Wall > Rate.StaleAt) || path.Length != MadeFrom.Length)
        {
            return false;
        }

        for (var i = 0; i < path.Length; i++)
        {
            if (path[i].Market.Latest != MadeFrom[i])
            {
                return false;
            }
        }

        return true;
    }
}
