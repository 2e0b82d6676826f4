using FxOrleans.Pricing;

namespace FxOrleans.Serving;

/// <summary>One market on the way from a topic's first asset to its second, walked forward or, inverted, back.</summary>
internal readonly record struct PathStep(Market Market, bool Inverted)
{
    /// <summary>Tells the markets of a path that a watched topic hangs on them.</summary>
    public static void Link(PathStep[] path, Topic topic)
    {
        foreach (var step in path)
        {
            step.Market.AddDependent(topic);
        }
    }

    /// <summary>And that it no longer does.</summary>
    public static void Unlink(PathStep[] path, Topic topic)
    {
        foreach (var step in path)
        {
            step.Market.RemoveDependent(topic);
        }
    }
}
