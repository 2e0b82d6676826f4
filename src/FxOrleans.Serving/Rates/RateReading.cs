using FxOrleans.Pricing;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Rates;

/// <summary>Reads one rate off the board for a request; the same rules for every endpoint that answers with one.</summary>
public static class RateReading
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>The rate for <c>from</c>, <c>to</c>, <c>max_age</c> and <c>usage</c>, or what is wrong. Subunits such as <c>GBp</c> are wrong here.</summary>
    public static Problem? Read(IQueryCollection query, RateBoard board, out EncodedRate? rate)
    {
        rate = null;
        if ((QueryReader.Asset(query, "from", out _) ?? QueryReader.Asset(query, "to", out _)) is { } problem)
        {
            return problem;
        }

        problem = Read(query, board, out AskedRate? asked);
        rate = asked?.Encoded;
        return problem;
    }

    /// <summary>The same in the units that were asked for, subunits too.</summary>
    public static Problem? Read(IQueryCollection query, RateBoard board, out AskedRate? asked)
    {
        asked = null;
        var problem = QueryReader.Unit(query, "from", out var from);
        var (to, maxAge, firmOnly) = (from, (TimeSpan?)null, false);
        problem ??= QueryReader.Unit(query, "to", out to) ?? QueryReader.MaxAge(query, out maxAge) ?? UsageQuery.Read(query, out firmOnly);
        if (problem is not null)
        {
            return problem;
        }

        asked = Read(board, from, to);
        return asked is null ? NoPrice(board, from.Asset, to.Asset)
            : TooOld(asked.Rate, maxAge, board.Now.Wall) ?? (firmOnly ? NotFirm(asked.Rate, asked.Encoded.Reasons) : null);
    }

    /// <summary>The rate between any two assets, an asset in itself included; null when nobody prices it.</summary>
    public static EncodedRate? Read(RateBoard board, Asset from, Asset to) =>
        from == to ? board.Identity(from) : board.Read(from, to);

    /// <summary>The same between two units; null also where its values are no numbers that can be written.</summary>
    public static AskedRate? Read(RateBoard board, Unit from, Unit to) =>
        Read(board, from.Asset, to.Asset) is { } rate ? AskedRate.TryCount(rate, from, to) : null;

    /// <summary>404 where nobody quotes the pair; 503 while that is not known yet.</summary>
    public static Problem NoPrice(RateBoard board, Asset from, Asset to) => board.IsFilled
        ? Problem.NotFound(ProblemCodes.NoPrice, $"Nobody quotes {from}/{to}, and no bridge leads from {from} to {to}.")
        : NotReady(board);

    /// <summary>503: whether somebody quotes a pair that has no price here is not known yet.</summary>
    public static Problem NotReady(RateBoard board) => Problem.Unavailable(
        ProblemCodes.NotReady,
        board.Book.IsSynced && board.IsWarmingUp ? "The first prices are still coming in; Retry-After says when to ask again."
        : board.Book.IsSynced ? "No price of any pair has come in yet; Retry-After says when to ask again."
        : "This node has not been told the prices yet; Retry-After says when to ask again.")
        with { RetryAfter = Soon };

    /// <summary>503 <c>not_firm</c> with the reasons; null for a firm rate.</summary>
    internal static Problem? NotFirm(Rate rate, UsageReason reasons) => reasons == UsageReason.None ? null
        : Problem.Unavailable(ProblemCodes.NotFirm, $"The latest price of {rate.From}/{rate.To} is not firm, it is {reasons.Usage().Code()}: {string.Join(", ", reasons.Codes())}.")
            with { Reasons = reasons.Codes() };

    /// <summary>What is wrong with a rate that is older at that moment than the caller takes; null when nothing is.</summary>
    internal static Problem? TooOld(Rate rate, TimeSpan? maxAge, DateTimeOffset at)
    {
        var age = at - rate.Timestamp;
        return maxAge is { } limit && age > limit && rate.From != rate.To
            ? Problem.Unavailable(ProblemCodes.RateStale, string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"The latest price of {rate.From}/{rate.To} is {age.TotalSeconds:0.###} s old, more than max_age allows."))
            : null;
    }
}
