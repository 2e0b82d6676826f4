using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A receipt is got and verified by the very commands of docs/receipts.md, by both verifiers.</summary>
[Collection(DemoCollection.Name)]
public sealed class ReceiptCommandTests(DemoSilo demo)
{
    public static IEnumerable<string> Commands { get; } =
        [.. ReadmeCommands.Of(File.ReadAllText(Path.Combine(SiloProgram.Root, "docs", "receipts.md"))).Where(command => command.Contains("receipt.json", StringComparison.Ordinal))];

    [Fact]
    public async Task Both_verifiers_say_that_a_receipt_of_the_demo_holds_and_that_a_changed_one_does_not()
    {
        var folder = Directory.CreateTempSubdirectory("fx-receipt-");
        Assert.Equal(3, Commands.Count());
        foreach (var command in Commands)
        {
            var (exitCode, output) = await RunAsync(command, folder.FullName);
            Assert.True(exitCode == 0, $"{command}\nended with {exitCode}: {output}");
            Assert.True(command.StartsWith("curl", StringComparison.Ordinal) || output.Contains("The signature is valid, and the evidence gives every digit of the price.", StringComparison.Ordinal), output);
        }

        var file = Path.Combine(folder.FullName, "receipt.json");
        using var receipt = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        var again = await demo.Silo.GetAsync($"/receipts/{receipt.RootElement.GetProperty("id").GetString()}");
        Assert.Equal(receipt.RootElement.GetProperty("receipt").GetString(), again.GetProperty("receipt").GetString());
        Assert.True(receipt.RootElement.GetProperty("price").GetProperty("simulated").GetBoolean());

        // Once the journal has been written, it is decided again.
        await Eventually.TrueAsync(
            async () =>
            {
                var (exitCode, output) = await RunAsync($"{Commands.ElementAt(1)} --replay --Data:Path={demo.Silo.Data}", folder.FullName);
                return exitCode == 0 && output.Contains("Decided again from the journal it is the same.", StringComparison.Ordinal);
            },
            "the journal holds it");

        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace(".ey", ".fy", StringComparison.Ordinal));
        foreach (var command in Commands.Skip(1))
        {
            var (exitCode, output) = await RunAsync(command, folder.FullName);
            Assert.True(exitCode == 1 && output.Contains("bad_signature", StringComparison.Ordinal), $"{command}\nended with {exitCode}: {output}");
        }

        folder.Delete(recursive: true);
    }

    private Task<(int ExitCode, string Output)> RunAsync(string command, string folder) => Shell.RunAsync(
        command
            .Replace("http://localhost:8080", demo.Silo.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("./fx", $"{SiloProgram.Root}/fx", StringComparison.Ordinal)
            .Replace("clients/", $"{SiloProgram.Root}/clients/", StringComparison.Ordinal),
        folder: folder);
}
