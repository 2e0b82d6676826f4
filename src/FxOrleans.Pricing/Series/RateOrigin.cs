namespace FxOrleans.Pricing;

/// <summary>Where past rates come from. A set: what was made of several has all of theirs. Default: none.</summary>
[Flags]
public enum RateOrigin : byte
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>The service's own record.</summary>
    Recorded = 1,

    /// <summary>A provider's history.</summary>
    Provider = 2,

    /// <summary>Both, such as a cross of a recorded leg and one of a provider.</summary>
    Both = Recorded | Provider,
}
