namespace FxOrleans.Redis;

/// <summary>How writing to Redis does. A snapshot.</summary>
/// <param name="State"><c>ok</c>, <c>away</c>, or the code of the <see cref="RedisFailure"/> that hinders writing now.</param>
/// <param name="LastError">The code of the last failure, whether or not it is over; null when there was none.</param>
/// <param name="Pending">Prices that wait to be written or whose answer is awaited: at most two a pair.</param>
/// <param name="Written">Prices that were set and broadcast.</param>
/// <param name="Refused">Prices that were not, because a newer one was there.</param>
/// <param name="Failures">How often each kind of failure happened.</param>
/// <param name="Lag">How long the price that has waited longest to be written has.</param>
/// <param name="WrongKeys">Keys that hold another type than they should, as far as they were looked at; null for none.</param>
public sealed record RedisHealth(
    string State,
    string? LastError,
    int Pending,
    long Written,
    long Refused,
    IReadOnlyDictionary<string, long> Failures,
    TimeSpan Lag = default,
    IReadOnlyList<string>? WrongKeys = null);
