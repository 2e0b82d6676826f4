using FxOrleans.Testing.SignalR;

namespace FxOrleans.Serving.Tests.Hub;

/// <summary>What Subscribe and Unsubscribe return.</summary>
internal sealed record Subscribed(IReadOnlyList<string> Accepted, IReadOnlyList<(string Pair, string Code)> Rejected)
{
    public static Subscribed Read(HubCompletion completion)
    {
        Assert.Null(completion.Error);
        var result = completion.Result!.Value;
        return new Subscribed(
            [.. result.GetProperty("accepted").EnumerateArray().Select(pair => pair.GetString()!)],
            [.. result.GetProperty("rejected").EnumerateArray().Select(row => (row.GetProperty("pair").GetString()!, row.GetProperty("code").GetString()!))]);
    }
}
