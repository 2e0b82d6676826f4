using FxOrleans.Pricing;

namespace FxOrleans.Providers;

/// <summary>The failure of an answer that is not of the documented format.</summary>
internal static class Unreadable
{
    /// <param name="why">One line that repeats nothing of the answer.</param>
    /// <param name="inner">What the reader found.</param>
    public static ProviderException Because(string why, Exception? inner = null) => new(ProviderFailureKind.Unreadable, why, inner);
}
