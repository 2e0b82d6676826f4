using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>A rate and the bytes that every reader of it gets. Immutable.</summary>
public sealed class EncodedRate
{
    internal EncodedRate(Rate rate, PriceStatus status, UsageReason reasons, ReceivedPrice[] madeFrom, TimeSpan validUntil, int pegs = 0)
    {
        Rate = rate;
        Status = status;
        Reasons = reasons;
        MadeFrom = madeFrom;
        ValidUntil = validUntil;
        Pegs = pegs;
        Json = RateJson.Encode(rate, status, reasons);
        ETag = $"\"{rate.Epoch:x}-{rate.Sequence:x}-{(int)status}-{(int)reasons:x}\"";
    }

    public Rate Rate { get; }

    /// <summary>The status in the bytes.</summary>
    public PriceStatus Status { get; }

    /// <summary>The reasons in the bytes why it is not firm.</summary>
    public UsageReason Reasons { get; }

    /// <summary>The rate as JSON, UTF-8.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Entity tag, quotes included.</summary>
    public string ETag { get; }

    internal ReceivedPrice[] MadeFrom { get; }

    /// <summary>The monotonic moment after which the status or the usage in the bytes may no longer be true.</summary>
    internal TimeSpan ValidUntil { get; }

    /// <summary>The <see cref="PegWatch.Version"/> under which it was judged.</summary>
    internal int Pegs { get; }

    /// <summary>One of an asset in itself, as of the second of that moment.</summary>
    internal static EncodedRate Identity(Asset asset, DateTimeOffset now)
    {
        var second = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        var rate = Rate.Identity(asset, second) with { Sequence = second.ToUnixTimeSeconds() };
        return new EncodedRate(rate, PriceStatus.Live, UsageReason.None, [], TimeSpan.MaxValue);
    }

    internal bool IsCurrent(PathStep[] path, ClockReading now, int pegs)
    {
        if (Pegs != pegs || now.Monotonic > ValidUntil || (Status != PriceStatus.Stale && now.Wall > Rate.StaleAt) || path.Length != MadeFrom.Length)
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
