using FxOrleans.Abstractions;
using FxOrleans.Pricing;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using Orleans.Runtime;
using Orleans.Storage;
using Orleans.Timers;

namespace FxOrleans.Grains;

/// <summary>
/// Gives a provider's <see cref="ProviderPoll"/> an identity and a timer, or follows its connection where it has one.
/// It never waits for a pair. It stays active; when its silo dies, the pings of the other silos activate it again.
/// </summary>
[GrainType("ingestion"), RendezvousPlacement]
internal sealed class IngestionGrain(
    IEnumerable<IRateProvider> providers,
    QuoteRouter router,
    LiveSilos map,
    LocalActivations localGrains,
    PriceBook book,
    PricingPolicy policy,
    IOptions<GrainsOptions> options,
    TimeProvider time,
    ILogger<IngestionGrain> logger,
    IServiceProvider services) : Grain, IIngestionGrain, IGrainMigrationParticipant
{
    private const string QuotesKey = "quotes";
    private const string PricedKey = "priced";
    private const string DueKey = "due";

    /// <summary>What a poll may take beyond its own deadline before it counts as hung.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan HousekeepingPeriod = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private ProviderPoll _poll = null!; // Set before the first call: OnActivateAsync makes it.
    private CallLedger _ledger = null!;
    private IGrainTimer? _timer;
    private Task _following = Task.CompletedTask;
    private DateTimeOffset? _carriedDue;
    private DateTimeOffset _due;
    private long _mapVersion;

    private ProviderTerms Terms => _poll.Provider.Terms;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var name = this.GetPrimaryKeyString();
        var provider = providers.FirstOrDefault(candidate => candidate.Source.Name == name);
        if (provider is null)
        {
            throw new ArgumentException($"No provider is called '{name}' on this silo.");
        }

        _poll = new ProviderPoll(provider, router.Submit, time, new OutlierClassifier(book, policy.MaxAge, time));
        router.Meter = _poll.Meter;
        _ledger = new CallLedger(services.GetKeyedService<IGrainStorage>(CallLedger.Storage), this.GetGrainId(), time, logger);
        _mapVersion = map.Version;

        var wait = await _ledger.OpenAsync(Terms.Interval);
        if (_carriedDue is { } due && due - time.GetUtcNow() > wait)
        {
            wait = due - time.GetUtcNow();
        }

        if (provider is IStreamingRateProvider streaming)
        {
            _following = Task.Run(
                () => new SupervisedLoop(
                    stop => FollowAsync(streaming, wait, stop), failure => logger.LogError(failure, "Following {Provider} failed; it goes on.", name), time).RunAsync(_stop.Token),
                CancellationToken.None);
        }
        else
        {
            _timer = this.RegisterGrainTimer(
                static (self, cancel) => self.PollAsync(cancel),
                this,
                new GrainTimerCreationOptions { DueTime = wait, Period = Timeout.InfiniteTimeSpan, Interleave = true, KeepAlive = true });
        }

        _due = time.GetUtcNow() + wait;
        this.RegisterGrainTimer(
            static (self, _) => self.KeepHouseAsync(),
            this,
            new GrainTimerCreationOptions { DueTime = HousekeepingPeriod, Period = HousekeepingPeriod, Interleave = true, KeepAlive = true });
        localGrains.AddIngestion(GrainContext);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        localGrains.Remove(GrainContext);
        router.Dispose();
        await _stop.CancelAsync();
        await _following.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    public ValueTask PingAsync()
    {
        if (_timer is not null && time.GetUtcNow() - _due > Terms.Timeout + Grace)
        {
            logger.LogError("The polling of {Provider} has hung since {Due}; it starts anew.", _poll.Provider.Source.Name, _due);
            _ = _stop.CancelAsync(); // An activation is not idle before its timer's turn has ended.
            DeactivateOnIdle();
        }

        return default;
    }

    public ValueTask<ProviderStatus> GetStatusAsync() => new(_poll.Meter.Status());

    /// <summary>Does not wait for an answer that is due only after hosts must be ready, as it is after a restart.</summary>
    public ValueTask<FirstRound> GetFirstRoundAsync()
    {
        var isOver = router.IsFirstRoundOver ?? (_poll.Meter.Status().LastFailure is not null || _due - time.GetUtcNow() > FirstRounds.Patience);
        return new(new FirstRound { IsOver = isOver, Priced = isOver ? router.Priced() : [], HasAnswered = router.IsFirstRoundOver is not null });
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext)
    {
        dehydrationContext.TryAddValue(DueKey, _due);
        dehydrationContext.TryAddValue(QuotesKey, router.Last());
        dehydrationContext.TryAddValue(PricedKey, router.Priced());
    }

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue<DateTimeOffset>(DueKey, out var due))
        {
            _carriedDue = due;
        }

        if (rehydrationContext.TryGetValue<Quote[]>(QuotesKey, out var quotes))
        {
            rehydrationContext.TryGetValue<CurrencyPair[]>(PricedKey, out var priced);
            router.Restore(quotes!.Where(quote => quote.Source is not null), [.. (priced ?? []).Where(pair => pair.Base is not null)]);
        }
    }

    private async Task PollAsync(CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, _stop.Token);
        try
        {
            var pause = await _ledger.ClaimAsync(Terms.Interval);
            if (pause is null)
            {
                pause = await _poll.OnceAsync(either.Token);
                await _ledger.NoteAsync(_poll.Meter.Status().QuotaLeft);
            }

            _due = time.GetUtcNow() + pause.Value;
            _timer!.Change(pause.Value, Timeout.InfiniteTimeSpan);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
        }
    }

    /// <summary>Runs beside the grain's turns. It uses only the router and the meter, which are thread-safe.</summary>
    private async Task FollowAsync(IStreamingRateProvider provider, TimeSpan wait, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(wait, time, cancel);
                wait = await _poll.StreamAsync(provider, cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
    }

    private Task KeepHouseAsync()
    {
        // Silos have come or gone: pairs may have started anew without this provider's quote.
        var changed = map.Version != _mapVersion;
        _mapVersion = map.Version;
        router.Repeat(changed ? TimeSpan.Zero : options.Value.RepeatInterval);
        return Task.CompletedTask;
    }
}
