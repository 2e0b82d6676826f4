namespace FxOrleans.DemoMarket;

/// <summary>What a demo provider does instead of its job. Default: <see cref="Honest"/>.</summary>
public enum MisbehaviourMode
{
    /// <summary><c>honest</c>: its job.</summary>
    Honest,

    /// <summary><c>freeze</c>: repeats the values of the moment it was told, under fresh timestamps.</summary>
    Freeze,

    /// <summary><c>lie</c>: every price times a factor.</summary>
    Lie,

    /// <summary><c>invert</c>: every price the wrong way round.</summary>
    Invert,

    /// <summary><c>rate_limit</c>: 429 with Retry-After; open streams end.</summary>
    RateLimit,

    /// <summary><c>error</c>: 500; open streams end.</summary>
    Error,

    /// <summary><c>html</c>: a firewall's page under status 200; open streams end with it.</summary>
    Html,

    /// <summary><c>nothing</c>: no answer until told otherwise; open streams end.</summary>
    Nothing,

    /// <summary><c>empty</c>: an answer of the right shape with nothing in it.</summary>
    Empty,

    /// <summary><c>slow</c>: an honest answer, late.</summary>
    Slow,
}
