namespace FxOrleans.DemoMarket;

/// <summary>A request that Frankfurter refuses, with its status and words.</summary>
internal sealed class FrankfurterError(int status, string message) : Exception(message)
{
    public int Status { get; } = status;
}
