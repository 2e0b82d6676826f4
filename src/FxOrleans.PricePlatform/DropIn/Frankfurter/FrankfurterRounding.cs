namespace FxOrleans.PricePlatform.DropIn.Frankfurter;

/// <summary>Rounds a computed rate as Frankfurter does: fewer digits the larger it is (lib/roundable.rb of lineofflight/frankfurter).</summary>
internal static class FrankfurterRounding
{
    /// <summary>The rounded value; a published one is never rounded.</summary>
    public static decimal Round(decimal value) => value > 5000 ? decimal.Round(value, MidpointRounding.AwayFromZero) : decimal.Round(value, value switch
    {
        > 80 => 2,
        > 20 => 3,
        > 1 => 4,
        > 0.0001m => 5,
        _ => 6,
    }) / 1.000000000000000000000000000m; // Without zeros at the end, as its numbers are.
}
