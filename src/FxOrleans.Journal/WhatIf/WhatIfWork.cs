using FxOrleans.Pricing;

namespace FxOrleans.Journal;

/// <summary>One job of <see cref="WhatIfJobs"/>: what is asked and how far it is. Changed under the lock of the jobs, but for its progress.</summary>
internal sealed class WhatIfWork(string id, WhatIfQuestion question, Func<PricingPolicy, PricingPolicy> policy)
{
    private readonly CancellationTokenSource _cancel = new();
    private double _progress;

    public string Id => id;

    public WhatIfState State { get; set; }

    public WhatIfResult? Result { get; set; }

    public string? Error { get; set; }

    /// <summary>Whether nothing more is done about it.</summary>
    public bool HasEnded => State is WhatIfState.Done or WhatIfState.Failed or WhatIfState.Cancelled;

    /// <summary>Cancelled with the job.</summary>
    public CancellationToken Cancelled => _cancel.Token;

    /// <summary>The job as it is now.</summary>
    public WhatIfJob Job => new(id, question, State, State == WhatIfState.Done ? 1 : Volatile.Read(ref _progress), Result, Error);

    /// <summary>The question to the journal.</summary>
    /// <param name="share">What it rests by.</param>
    public ReplayQuestion Replay(ProcessorShare share) => new(question.From, question.To)
    {
        Pairs = question.Pairs,
        Policy = policy,
        Pause = (done, cancel) =>
        {
            Volatile.Write(ref _progress, done);
            return share.RestAsync(cancel);
        },
    };

    /// <summary>Ends the work on it.</summary>
    public void Cancel() => _cancel.Cancel();
}
