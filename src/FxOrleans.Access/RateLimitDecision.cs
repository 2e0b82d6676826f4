namespace FxOrleans.Access;

/// <summary>What a limit says to one request.</summary>
/// <param name="Passes">Whether it may go on.</param>
/// <param name="Limit">Requests that pass in a minute.</param>
/// <param name="Remaining">How many more pass now.</param>
/// <param name="Reset">Until at least one more passes than now.</param>
public readonly record struct RateLimitDecision(bool Passes, int Limit, int Remaining, TimeSpan Reset);
