using FxOrleans.Pricing;
using FxOrleans.Serving.Push;
using Microsoft.AspNetCore.Http;

namespace FxOrleans.Serving.Sockets;

/// <summary>What a <c>/ws/rates</c> address asks for.</summary>
/// <param name="Pairs">The pairs, or <c>*</c> alone.</param>
/// <param name="Batch">Whether frames of prices are arrays.</param>
/// <param name="Events">Whether changes of pegs are sent too.</param>
/// <param name="Resume">The id of the last message that the client had, or another text from one that begins; null for a socket that cannot be resumed.</param>
internal sealed record SocketRequest(IReadOnlyList<string> Pairs, bool Batch, bool Events, string? Resume)
{
    /// <summary>Reads it; what is wrong is said before the socket is opened.</summary>
    public static Problem? Read(IQueryCollection query, RateBoard board, FanOut fanOut, out SocketRequest request)
    {
        request = new SocketRequest([Subscriptions.Everything], false, false, null);
        string? batch = null;
        string? events = null;
        string? resume = null;
        if ((QueryReader.Optional(query, "pairs", out var pairs) ?? QueryReader.Optional(query, "batch", out batch)
            ?? QueryReader.Optional(query, "events", out events) ?? QueryReader.Optional(query, "resume", out resume)) is { } problem)
        {
            return problem;
        }

        if (batch is not (null or "0" or "1"))
        {
            return Problem.BadRequest(ProblemCodes.InvalidQuery, $"batch is '{QueryReader.Echo(batch)}'; it must be 0 or 1.");
        }

        if (events is not (null or "0" or "1"))
        {
            return Problem.BadRequest(ProblemCodes.InvalidQuery, $"events is '{QueryReader.Echo(events)}'; it must be 0 or 1.");
        }

        string[] names = pairs is null ? [Subscriptions.Everything] : pairs.Split(',');
        if (names.Length > fanOut.Options.MaxSubscriptions)
        {
            return Problem.BadRequest(ProblemCodes.TooManySubscriptions, $"At most {fanOut.Options.MaxSubscriptions} pairs can be watched by one connection.");
        }

        foreach (var name in names)
        {
            if (name != Subscriptions.Everything && Check(name, board, fanOut) is { } wrong)
            {
                return wrong;
            }
        }

        request = new SocketRequest(names, batch == "1", events == "1", resume is "0" ? null : resume);
        return null;
    }

    private static Problem? Check(string name, RateBoard board, FanOut fanOut)
    {
        if (!CurrencyPair.TryParse(name, out var pair))
        {
            return Problem.BadRequest(ProblemCodes.InvalidCurrency, $"'{QueryReader.Echo(name)}', given in 'pairs', is no pair of two known assets, such as USD/EUR.");
        }

        var known = fanOut.Tracked.Any(topic => topic.From == pair.Base && topic.To == pair.Quote) || board.Read(pair.Base, pair.Quote) is not null;
        return known ? null : Rates.RateReading.NoPrice(board, pair.Base, pair.Quote);
    }
}
