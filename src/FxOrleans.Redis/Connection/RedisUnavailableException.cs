using FxOrleans.Pricing;

namespace FxOrleans.Redis;

/// <summary>Redis did not do what it was asked. The only exception that leaves <see cref="RedisConnection"/>, whatever the client threw.</summary>
/// <param name="failure">What was wrong.</param>
/// <param name="cause">What the client threw.</param>
public sealed class RedisUnavailableException(RedisFailure failure, Exception? cause = null)
    : Exception($"Redis could not be asked ({failure.Code()}).", cause)
{
    public RedisFailure Failure { get; } = failure;
}
