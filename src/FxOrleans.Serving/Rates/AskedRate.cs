using FxOrleans.Pricing;

namespace FxOrleans.Serving.Rates;

/// <summary>A rate in the units that a caller counts in: the assets themselves, or subunits such as pence. Immutable.</summary>
/// <param name="Encoded">The rate between the assets.</param>
/// <param name="From">What is priced.</param>
/// <param name="To">What the price is counted in.</param>
/// <param name="Rate">The rate in those units.</param>
public sealed record AskedRate(EncodedRate Encoded, Unit From, Unit To, Rate Rate)
{
    private bool IsWhole => From.Subunit is null && To.Subunit is null;

    /// <summary>Counts a rate in those units; null when its values leave a decimal's range.</summary>
    public static AskedRate? TryCount(EncodedRate encoded, Unit from, Unit to)
    {
        try
        {
            return new AskedRate(encoded, from, to, encoded.Rate.In(from, to));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The JSON of <c>GET /rate</c>: the board's own bytes unless subunits were asked for.</summary>
    public ReadOnlyMemory<byte> Json => IsWhole ? Encoded.Json : RateJson.Encode(Encoded.Rate, Encoded.Status, Encoded.Reasons, From, To);

    /// <summary>The answer to <c>GET /rate</c>, with an entity tag of its own for each spelling.</summary>
    internal Answer ToAnswer() => new(Json, Answer.Json, Answer.Revalidate, IsWhole ? Encoded.ETag : null);
}
