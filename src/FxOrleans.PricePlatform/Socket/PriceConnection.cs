using FxOrleans.Pricing;
using FxOrleans.Serving.Push;

namespace FxOrleans.PricePlatform;

/// <summary>
/// One client of <c>/api/ws/prices</c>: takes its messages one at a time and answers each, and repeats what it watches every
/// <see cref="PricesOptions.UpdateInterval"/>. The outbox bounds what waits for it: a slow one gets fewer, newer prices.
/// </summary>
internal sealed class PriceConnection(
    Subscriptions subscriptions, PriceUpdateWriter writer, WatchedSymbols watched, ConnectionLife life, ChangeWatch changes, int mostSymbols)
{
    private readonly Lock _gate = new();
    private readonly List<PriceSymbol> _unlearnt = [];
    private bool _isLearning;
    private bool _isOver;

    /// <summary>Answers one message; whatever it is, the socket stays open.</summary>
    public Task ReceiveAsync(ReadOnlyMemory<byte> message, CancellationToken cancel)
    {
        if (ClientMessage.Read(message) is not { } said)
        {
            return ErrorAsync(ProblemCodes.InvalidMessage, """A message is a JSON object such as {"action":"subscribe","symbols":["BTC","ETH"]}.""", cancel);
        }

        return said.Action switch
        {
            "ping" => writer.SendAsync(ServerMessages.Pong, cancel),
            "list" => writer.SendAsync(ServerMessages.Subscriptions(watched.All.Select(symbol => symbol.Name)), cancel),
            "subscribe" or "unsubscribe" when said.Symbols is not { Count: > 0 } =>
                ErrorAsync(ProblemCodes.InvalidMessage, $"'{said.Action}' needs \"symbols\", an array of at least one.", cancel),
            "subscribe" or "unsubscribe" when said.Symbols.Count > mostSymbols =>
                ErrorAsync(ProblemCodes.TooManySubscriptions, $"A message may name {mostSymbols} symbols.", cancel),
            "subscribe" => SubscribeAsync(said.Symbols!, cancel),
            "unsubscribe" => UnsubscribeAsync(said.Symbols!, cancel),
            var other => ErrorAsync(ProblemCodes.UnknownAction, $"'{QueryReader.Echo(other)}' is none of subscribe, unsubscribe, list and ping.", cancel),
        };
    }

    /// <summary>Has the current price of everything that is watched sent again.</summary>
    public void Repeat()
    {
        lock (_gate)
        {
            Add(watched.All);
        }
    }

    /// <summary>Nothing is added from now on: whoever opened the subscriptions closes them.</summary>
    public void End()
    {
        lock (_gate)
        {
            _isOver = true;
        }
    }

    private async Task SubscribeAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        var (asked, rejected) = Read(names);
        var accepted = new List<PriceSymbol>();
        lock (_gate)
        {
            var refused = Add(asked);
            foreach (var symbol in asked)
            {
                if (symbol.IsIdentity)
                {
                    rejected.Add((symbol.Name, ProblemCodes.NoPrice));
                }
                else if (refused.TryGetValue(symbol.Pair.ToString(), out var code))
                {
                    rejected.Add((symbol.Name, code));
                }
                else
                {
                    accepted.Add(symbol);
                }
            }
        }

        if (accepted.Count > 0)
        {
            life.TryMove(ConnectionState.Subscribing);
        }

        await writer.SendAsync(ServerMessages.Changed("subscribed", accepted.Select(symbol => symbol.Name), rejected), cancel).ConfigureAwait(false);
        foreach (var code in rejected.Select(symbol => symbol.Code).Distinct())
        {
            await ErrorAsync(code, Told(code, rejected), cancel).ConfigureAwait(false);
        }

        // Only now has it a name in updates: the first follows what it was promised.
        accepted.ForEach(watched.Add);
        lock (_gate)
        {
            Add(accepted);
            _unlearnt.AddRange(accepted);
            if (_isLearning || _unlearnt.Count == 0)
            {
                return;
            }

            _isLearning = true;
        }

        _ = LearnAsync(cancel);
    }

    private Task UnsubscribeAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        var (asked, rejected) = Read(names);
        lock (_gate)
        {
            subscriptions.Remove([.. asked.Where(watched.Remove).Select(symbol => symbol.Pair.ToString())]);
            if (watched.All.Count == 0)
            {
                life.TryMove(ConnectionState.Connected);
            }
        }

        return writer.SendAsync(ServerMessages.Changed("unsubscribed", asked.Select(symbol => symbol.Name), rejected), cancel);
    }

    /// <summary>Subscribes, or repeats where it is subscribed; what is refused, by pair, with why.</summary>
    private Dictionary<string, string> Add(IEnumerable<PriceSymbol> symbols)
    {
        string[] pairs = [.. symbols.Where(symbol => !symbol.IsIdentity).Select(symbol => symbol.Pair.ToString()).Distinct()];
        return _isOver || pairs.Length == 0 ? [] : subscriptions.Add(pairs).Rejected.ToDictionary(refused => refused.Pair, refused => refused.Code);
    }

    /// <summary>The changes of what was just subscribed to may be unknown yet: once they are known, the prices are sent again. Goes on while there is more.</summary>
    private async Task LearnAsync(CancellationToken cancel)
    {
        try
        {
            while (NextUnlearnt() is { Length: > 0 } pairs)
            {
                if (await changes.WantAsync(pairs, cancel).ConfigureAwait(false))
                {
                    Repeat();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The socket has gone meanwhile.
        }
    }

    private (Asset From, Asset To)[] NextUnlearnt()
    {
        lock (_gate)
        {
            (Asset, Asset)[] pairs = [.. _unlearnt.Select(symbol => (symbol.From, symbol.To)).Distinct()];
            _unlearnt.Clear();
            _isLearning = pairs.Length > 0;
            return pairs;
        }
    }

    private static (List<PriceSymbol> Known, List<(string Symbol, string Code)> Unknown) Read(IReadOnlyList<string> names)
    {
        var (known, unknown) = (new List<PriceSymbol>(), new List<(string, string)>());
        foreach (var name in names.Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (PriceSymbol.Read(name, out bool _) is { } symbol)
            {
                known.Add(symbol);
            }
            else
            {
                unknown.Add((name, ProblemCodes.UnknownSymbol));
            }
        }

        return (known, unknown);
    }

    private static string Told(string code, IEnumerable<(string Symbol, string Code)> rejected)
    {
        var names = rejected.Where(symbol => symbol.Code == code).Select(symbol => QueryReader.Echo(symbol.Symbol)).ToList();
        var which = names.Count > 5 ? $"{string.Join(", ", names.Take(5))} and {names.Count - 5} more" : string.Join(", ", names);
        return code switch
        {
            ProblemCodes.TooManySubscriptions => $"No more subscriptions are left for {which}.",
            ProblemCodes.NoPrice => $"Nobody prices {which}.",
            ProblemCodes.NotReady => $"The service has no prices yet, so whether anybody prices {which} is not known.",
            _ => $"No such symbol: {which}.",
        };
    }

    private Task ErrorAsync(string code, string message, CancellationToken cancel) => writer.SendAsync(ServerMessages.Error(code, message), cancel);
}
