using System.Globalization;
using FxOrleans.Load.Clients;
using FxOrleans.Load.Servers;

namespace FxOrleans.Load.Processes;

/// <summary>What a <see cref="Child"/> runs: one of the servers, or one of the clients.</summary>
internal static class ChildProgram
{
    public const string Switch = "--child";

    public static async Task<int> RunAsync(ReadOnlyMemory<string> arguments)
    {
        var given = arguments.ToArray();
        switch (given)
        {
            case ["bare", var length]:
                await BareServer.RunAsync(int.Parse(length, CultureInfo.InvariantCulture));
                return 0;
            case ["serving", var pairs]:
                await ServingServer.RunAsync(int.Parse(pairs, CultureInfo.InvariantCulture));
                return 0;
            case ["plain", var pairs]:
                await PlainHubServer.RunAsync(int.Parse(pairs, CultureInfo.InvariantCulture));
                return 0;
            case ["push", var kind, var address, var connections, var pairs]:
                PushClient.Run(Enum.Parse<PushKind>(kind), new Uri(address), int.Parse(connections, CultureInfo.InvariantCulture), int.Parse(pairs, CultureInfo.InvariantCulture));
                return 0;
            case ["http", var connections]:
                HttpClientLoop.Run(int.Parse(connections, CultureInfo.InvariantCulture), Options.Key);
                return 0;
            default:
                await Console.Error.WriteLineAsync($"No child runs '{string.Join(' ', given)}'.");
                return 2;
        }
    }
}
