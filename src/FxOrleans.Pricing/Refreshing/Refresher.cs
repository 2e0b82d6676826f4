namespace FxOrleans.Pricing;

/// <summary>
/// Asks every provider once, decides each tracked pair's price and leaves all of them on the sheet. Nothing is asked while the
/// sheet cannot be read, and nothing is written when nobody answers: what was there stays. One refresh at a time.
/// </summary>
/// <param name="providers">Whom to ask.</param>
/// <param name="tracked">The pairs that are written.</param>
/// <param name="policy">How prices are decided.</param>
/// <param name="sheet">Where they go.</param>
/// <param name="time">The clock.</param>
public sealed class Refresher(
    IReadOnlyList<IRateProvider> providers, IReadOnlyCollection<CurrencyPair> tracked, PricingPolicy policy, IRateSnapshotStore sheet, TimeProvider time)
{
    private readonly PairConvention _convention = new(tracked);
    private readonly HashSet<CurrencyPair> _tracked = [.. tracked];

    /// <summary>One refresh. Failures of providers and sheet are told, not thrown.</summary>
    /// <exception cref="OperationCanceledException">The caller's own token was cancelled.</exception>
    public async Task<RefreshOutcome> OnceAsync(CancellationToken cancel)
    {
        var began = time.GetUtcNow();
        try
        {
            var held = (await sheet.ReadAsync(tracked, cancel).ConfigureAwait(false)).ToDictionary(price => price.Pair);
            var answers = await AskAsync(cancel).ConfigureAwait(false);
            var changed = Decide(answers, held);
            ProviderStatus[] statuses = [.. answers.Select(answer => answer.Meter.Status())];
            if (changed.Count == 0)
            {
                return new RefreshOutcome(
                    statuses.Length == 0 ? "No provider is enabled." : "No provider gave a rate of a tracked pair that needs one.", 0, held.Count, statuses);
            }

            var fresh = changed.Select(price => price.Pair).ToHashSet();
            Price[] kept = [.. held.Values.Where(price => !fresh.Contains(price.Pair))];
            await sheet.WriteAsync([.. changed, .. kept], changed, began, cancel).ConfigureAwait(false);
            return new RefreshOutcome(null, changed.Count, kept.Length, statuses);
        }
        catch (RateSheetException failure)
        {
            return new RefreshOutcome(failure.Message, 0, 0, []);
        }
    }

    private async Task<(ProviderMeter Meter, List<Quote> Quotes)[]> AskAsync(CancellationToken cancel)
    {
        var answers = providers.Select(_ => new List<Quote>()).ToArray();
        var polls = providers.Select((provider, i) => new ProviderPoll(provider, answers[i].AddRange, time)).ToArray();
        await Task.WhenAll(polls.Select(poll => poll.OnceAsync(cancel))).ConfigureAwait(false);
        return [.. polls.Zip(answers, (poll, quotes) => (poll.Meter, quotes))];
    }

    // An epoch above all that is held, so that a clock that was set back loses nothing. The last prices are no witnesses here:
    // whoever runs once cannot wait until a jump has lasted.
    private List<Price> Decide((ProviderMeter Meter, List<Quote> Quotes)[] answers, Dictionary<CurrencyPair, Price> held)
    {
        var now = ClockReading.Now(time);
        var pairs = new Dictionary<CurrencyPair, PairPrice>();
        foreach (var (meter, quote) in answers.SelectMany(answer => answer.Quotes.Select(quote => (answer.Meter, quote))))
        {
            var pair = _convention.Canonical(quote.Pair);
            if (_tracked.Contains(pair))
            {
                if (!pairs.TryGetValue(pair, out var price))
                {
                    pairs[pair] = price = new PairPrice(pair, policy, now.Wall.ToUnixTimeMilliseconds());
                    price.RaiseEpoch(held.GetValueOrDefault(pair).Epoch);
                }

                price.Apply(quote, now, out var verdict);
                meter.Judged(quote, verdict);
            }
        }

        return [.. pairs.Values.Where(price => price.HasPrice && !Yields(price.Current, held, now.Wall)).Select(price => price.Current)];
    }

    // To a price that somebody else keeps fresh: a real one where ours is made up, a live one where ours is not.
    private bool Yields(in Price ours, Dictionary<CurrencyPair, Price> held, DateTimeOffset now) =>
        held.TryGetValue(ours.Pair, out var other)
        && other.StatusAt(now, policy.MaxAge) != PriceStatus.Stale
        && ((ours.Simulated && !other.Simulated)
            || (ours.Simulated == other.Simulated && other.Kind == SourceKind.Live && ours.Kind != SourceKind.Live));
}
