namespace FxOrleans.Pricing;

/// <summary>A failed fetch.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">The code of the failure's kind.</param>
/// <param name="Message">One line for people, without secrets.</param>
public sealed record ProviderFailure(DateTimeOffset At, string Kind, string Message);
