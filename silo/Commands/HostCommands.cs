using System.CommandLine;
using FxOrleans.Silo.Health;
using FxOrleans.Silo.History;
using FxOrleans.Silo.Receipts;

namespace FxOrleans.Silo.Commands;

/// <summary>
/// The host's command line: without a command it runs. What is no option of a command is a setting, <c>--Section:Key=Value</c>, and goes to the
/// configuration.
/// </summary>
internal static class HostCommands
{
    /// <summary>A command line that is not understood.</summary>
    public const int Misunderstood = 2;

    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    // The host ends by signals in its own way.
    private static readonly InvocationConfiguration Invocation = new() { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false };

    /// <summary>Does what the arguments say.</summary>
    /// <param name="args">The process's arguments.</param>
    /// <param name="run">Runs the host with them.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, Func<string[], Task<int>> run)
    {
        var parsed = Root(args, run).Parse(args, Parser);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(Invocation);
        }

        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        return Misunderstood;
    }

    private static RootCommand Root(string[] args, Func<string[], Task<int>> run)
    {
        var probe = new Option<string>("--probe") { HelpName = "URL", Description = "Ask a running host and end with 0 when it says 200, else 1: for containers that hold no curl." };
        var root = new RootCommand("Runs FxOrleans. Settings are given as --Section:Key=Value; docs/configuration.md lists them.")
        {
            TreatUnmatchedTokensAsErrors = false,
            Options = { probe },
            Subcommands = { new Command("history", "The recorded history.") { Subcommands = { LoadEcb() } }, Verify(), Replay() },
        };
        root.SetAction(parsed => parsed.GetValue(probe) is { } address ? Probe.RunAsync(address) : run(args));
        return root;
    }

    private static Command Verify()
    {
        var file = new Argument<string>("FILE") { Description = "A compact JWS, or the answer of POST /receipts." };
        var jwks = new Option<string>("--jwks") { HelpName = "FILE|URL", Description = "The keys to trust; by default those in this machine's data folder." };
        var log = new Option<string>("--log") { HelpName = "URL", Description = "The service whose log must hold it, such as http://localhost:8080." };
        var replay = new Option<bool>("--replay") { Description = "Decide its prices again from the journal of this machine's host." };
        var verify = new Command("verify", "Verify a receipt: its signature, then its digits from its own evidence, then its place in a log, then by replay. Ends with 0 only when all that was asked for holds.")
        {
            TreatUnmatchedTokensAsErrors = false,
            Arguments = { file },
            Options = { jwks, log, replay },
        };
        verify.SetAction(parsed => VerifyCommand.RunAsync(parsed.GetValue(file)!, parsed.GetValue(jwks), parsed.GetValue(log), parsed.GetValue(replay), [.. parsed.UnmatchedTokens]));
        return verify;
    }

    private static Command Replay()
    {
        var from = new Option<string>("--from") { HelpName = "TIME", Required = true, Description = "From when, such as 2026-09-29T12:00:00Z." };
        var to = new Option<string>("--to") { HelpName = "TIME", Required = true, Description = "Until when." };
        var pairs = new Option<string>("--pairs") { HelpName = "PAIRS", Description = "Of these markets alone, such as USD/EUR,USD/JPY." };
        var replay = new Command("replay", "Decide a part of the journal again, under the same policy or, with --Pricing:KEY=VALUE, another, and say what differs. Ends with 0 only when nothing differs, or another policy was asked for.")
        {
            TreatUnmatchedTokensAsErrors = false,
            Options = { from, to, pairs },
        };
        replay.SetAction(parsed => ReplayCommand.RunAsync(parsed.GetValue(from)!, parsed.GetValue(to)!, parsed.GetValue(pairs), [.. parsed.UnmatchedTokens]));
        return replay;
    }

    private static Command LoadEcb()
    {
        var file = new Option<string>("--file") { HelpName = "FILE", Description = "Read eurofxref-hist.csv from here, packed or not." };
        var url = new Option<string>("--url") { HelpName = "URL", Description = "Read it from there." };
        var load = new Command("load-ecb", "Load the ECB's reference rates since 1999 into the database of History:ConnectionString: from a file, an address, or the ECB itself.")
        {
            TreatUnmatchedTokensAsErrors = false,
            Options = { file, url },
        };
        load.SetAction(parsed => HistoryCommand.RunAsync(parsed.GetValue(file), parsed.GetValue(url), [.. parsed.UnmatchedTokens]));
        return load;
    }
}
