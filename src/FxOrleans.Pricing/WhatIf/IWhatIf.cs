namespace FxOrleans.Pricing;

/// <summary>
/// Says what prices would have been by other rules: decides the journal again as a job in the background, one at a time, with a bounded share of
/// the processor. Jobs live in this process and the latest results are kept. Thread-safe.
/// </summary>
public interface IWhatIf
{
    /// <summary>Begins a job, or lets it wait for the ones before it; null where too many wait already.</summary>
    /// <exception cref="FormatException">The rules cannot be used; the message names each key with its value and what is allowed.</exception>
    WhatIfJob? Start(WhatIfQuestion question);

    /// <summary>The job of that id as it is now; null when there is none, or its result is no longer kept.</summary>
    WhatIfJob? Find(string id);

    /// <summary>Ends a job that has not ended. Returns the job; null when there is none.</summary>
    WhatIfJob? Cancel(string id);
}
