using FxOrleans.Load.Clients;
using FxOrleans.Load.Processes;

namespace FxOrleans.Load.Scenarios;

/// <summary>A server that pushes and its subscribers, each in a process of its own.</summary>
internal sealed class Subject(string name, Child server, Child client, int pairs) : IAsyncDisposable
{
    private long _next = 2L * pairs;

    public string Name { get; } = name;

    public Child Server { get; } = server;

    /// <summary>What arrived in the last step; null before the first.</summary>
    public PushResult? Last { get; private set; }

    public static async Task<Subject> StartAsync(string name, PushKind kind, int connections, int pairs)
    {
        var (server, address) = await Child.StartAsync("listening", true, kind == PushKind.PlainHub ? "plain" : "serving", $"{pairs}");
        var (client, _) = await Child.StartAsync("connected", false, "push", $"{kind}", address, $"{connections}", $"{pairs}");
        return new Subject(name, server, client, pairs);
    }

    /// <summary>Offers that many ticks a second and gives what arrived.</summary>
    public async Task<PushResult> StepAsync(double rate, double warmUp, double seconds)
    {
        var step = Step.Soon(_next, rate, warmUp, seconds);
        _next += (step.Count + pairs - 1) / pairs * pairs;
        await client.SayAsync(step.Line);
        await Server.AskAsync($"step {step.Line}", "stepped");
        return Last = PushResult.Parse(await client.ReadAsync("result"));
    }

    public async Task<long[]> StatisticsAsync() =>
        [.. (await Server.AskAsync("statistics", "statistics")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        await Server.DisposeAsync();
    }
}
