namespace FxOrleans.Pricing;

/// <summary>An institution's own rates, as it published them. Thread-safe.</summary>
public interface IOfficialRates
{
    /// <summary>Whose.</summary>
    OfficialSource Source { get; }

    /// <summary>True when its values are made up.</summary>
    bool Simulated { get; }

    /// <summary>The days of a month on which it published, and the last before that month, oldest first.</summary>
    /// <param name="month">Any day of the month.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="ProviderException">There was no usable answer; the kind says why.</exception>
    Task<IReadOnlyList<OfficialDay>> MonthAsync(DateOnly month, CancellationToken cancel);
}
