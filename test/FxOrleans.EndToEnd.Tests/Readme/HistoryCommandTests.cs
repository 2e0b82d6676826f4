using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>The command that loads the ECB's rates, into a database of the test's own: from a file, and from an address.</summary>
public sealed class HistoryCommandTests
{
    private const string Connection = "Host=localhost;Database=fx;Username=fx;Password=…";

    public static IEnumerable<string> Commands => ReadmeCommands.All.Where(command => command.StartsWith("./fx history ", StringComparison.Ordinal));

    [Fact]
    public async Task It_loads_a_file_and_says_why_it_cannot_load_an_address()
    {
        await using var server = await PostgresServer.StartAsync();
        var command = Assert.Single(Commands);
        Assert.Contains(Connection, command, StringComparison.Ordinal);
        command = command.Replace(Connection, server.ConnectionString, StringComparison.Ordinal);

        // The last days of the ECB's own file, relative to where the caller is, as the README has it.
        var folder = Directory.CreateTempSubdirectory("fx-ecb-");
        var whole = Path.Combine(AppContext.BaseDirectory, "Data", "eurofxref-hist.csv.gz");
        var cut = await Shell.RunAsync($"gunzip -c '{whole}' | sed 20q | gzip > eurofxref-hist.csv.gz", folder: folder.FullName);
        Assert.True(cut.ExitCode == 0, cut.Output);
        var loaded = await Shell.RunAsync($"{SiloProgram.Root}/{command[2..]} --file eurofxref-hist.csv.gz", folder: folder.FullName);
        folder.Delete(recursive: true);
        Assert.True(loaded.ExitCode == 0, loaded.Output);
        Assert.Contains(" to 2026-03-05", loaded.Output, StringComparison.Ordinal);

        var refused = await Shell.RunAsync($"{command} --url http://127.0.0.1:1/eurofxref-hist.csv.gz");
        Assert.Equal(1, refused.ExitCode);
        Assert.DoesNotContain("   at ", refused.Output, StringComparison.Ordinal);
    }
}
