namespace FxOrleans.Pricing;

/// <summary>Why there was no usable answer. Its wire code is the name in snake case.</summary>
public enum ProviderFailureKind : byte
{
    /// <summary>No answer in time.</summary>
    Timeout,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>A status that is neither success nor one of those below.</summary>
    HttpStatus,

    /// <summary>429, or a documented answer that says the same.</summary>
    RateLimited,

    /// <summary>401 or 403.</summary>
    Unauthorized,

    /// <summary>Our own budget for this provider is spent.</summary>
    QuotaSpent,

    /// <summary>Not the documented format, such as an HTML page with status 200.</summary>
    Unreadable,

    /// <summary>The documented format for "there was an error".</summary>
    ErrorAnswer,

    /// <summary>Rates of another base than was asked for.</summary>
    WrongBase,

    /// <summary>Well-formed, but without a single usable quote.</summary>
    Empty,

    /// <summary>More bytes than an answer of this provider can have.</summary>
    TooLarge,

    /// <summary>A redirection to another host, which is not followed.</summary>
    Redirected,

    /// <summary>Not asked: it failed too often just now.</summary>
    CircuitOpen,
}
