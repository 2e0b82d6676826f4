using FxOrleans.Pricing;

namespace FxOrleans.Serving.Tests.WhatIf;

/// <summary>Jobs that wait until a test ends them.</summary>
internal sealed class FakeWhatIf : IWhatIf
{
    /// <summary>Those that were begun.</summary>
    public List<WhatIfJob> Jobs { get; } = [];

    /// <summary>Why the rules cannot be used; null while they can.</summary>
    public string? Fault { get; set; }

    /// <summary>Whether no more can wait.</summary>
    public bool IsFull { get; set; }

    public WhatIfJob? Start(WhatIfQuestion question)
    {
        if (Fault is { } fault)
        {
            throw new FormatException(fault);
        }

        if (IsFull)
        {
            return null;
        }

        Jobs.Add(new WhatIfJob($"job{Jobs.Count}", question, WhatIfState.Queued, 0, null, null));
        return Jobs[^1];
    }

    public WhatIfJob? Find(string id) => Jobs.Find(job => job.Id == id);

    public WhatIfJob? Cancel(string id)
    {
        if (Jobs.FindIndex(job => job.Id == id) is var index and >= 0)
        {
            Jobs[index] = Jobs[index] with { State = WhatIfState.Cancelled };
        }

        return Find(id);
    }
}
