using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;

namespace FxOrleans.Client.Tests;

/// <summary>The SDK as others get it: packages that lead to each other and nowhere else of ours.</summary>
public sealed class PackageTests : IDisposable
{
    private static readonly string[] Packed = ["FxOrleans.Abstractions", "FxOrleans.Client", "FxOrleans.Pricing"];

    private readonly string _folder = Directory.CreateTempSubdirectory("fx-packages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_client_and_all_that_it_rests_on_can_be_packed()
    {
        await PackAsync();

        foreach (var name in Packed)
        {
            using var package = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(_folder, $"{name}.*.nupkg")));
            var entries = package.Entries.Select(entry => entry.FullName).ToArray();
            Assert.Contains($"lib/net10.0/{name}.dll", entries);
            Assert.Contains($"lib/net10.0/{name}.xml", entries);
            var ours = Dependencies(package).Where(dependency => dependency.StartsWith("FxOrleans.", StringComparison.Ordinal));
            Assert.Empty(ours.Except(Packed));
        }

        using var client = ZipFile.OpenRead(Directory.GetFiles(_folder, "FxOrleans.Client.*.nupkg").Single());
        Assert.NotNull(client.GetEntry("README.md"));
        Assert.Contains("Microsoft.Orleans.Client", Dependencies(client));
        Assert.DoesNotContain("Microsoft.Orleans.Server", Dependencies(client));
        Assert.Contains("FxOrleans.Abstractions", Dependencies(client));
    }

    private static IEnumerable<string> Dependencies(ZipArchive package)
    {
        using var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return [.. XDocument.Load(nuspec).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value)];
    }

    // As `dotnet pack --no-build` does each of them; one MSBuild for all of them reads the projects that they share once.
    private async Task PackAsync()
    {
        var all = Path.Combine(_folder, "All.proj");
        var projects = string.Join(';', Packed.Select(name => Path.Combine(Root(), "src", name, $"{name}.csproj")));
        await File.WriteAllTextAsync(
            all,
            $"""
            <Project>
              <Target Name="Pack">
                <MSBuild Projects="{projects}" Targets="Pack" Properties="Configuration=Release;NoBuild=true;_IsPacking=true;PackageOutputPath={_folder};Version=0.1.0-test" />
              </Target>
            </Project>
            """);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["msbuild", all, "-t:Pack", "-nologo", "-nodeReuse:false"])
        {
            start.ArgumentList.Add(argument);
        }

        using var pack = Process.Start(start)!;
        var output = pack.StandardOutput.ReadToEndAsync();
        var errors = pack.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        await pack.WaitForExitAsync(deadline.Token);
        Assert.True(pack.ExitCode == 0, await output + await errors);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FxOrleans.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("These tests do not run in a checkout.");
        }

        return folder.FullName;
    }
}
