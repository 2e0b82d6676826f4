using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>A folder of settings as Kubernetes mounts a ConfigMap: the file is a link into <c>..data</c>, and a change points <c>..data</c> elsewhere.</summary>
public sealed class SwappedSettingsTests : IDisposable
{
    private static readonly TimeSpan InForce = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fx-settings-");

    [Fact]
    public async Task Swapped_keys_are_in_force_within_a_minute_and_no_inotify_instance_is_needed_for_it()
    {
        await SwapAsync("first");
        File.CreateSymbolicLink(Path.Combine(_folder.FullName, "appsettings.json"), "..data/appsettings.json");
        await using var silo = await SiloProcess.StartAsync($"--contentRoot={_folder.FullName}", "--Demo:Enabled=true");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await StatusAsync(silo, "first"), await StatusAsync(silo, "second")));

        await SwapAsync("second");

        await Eventually.TrueAsync(async () => await StatusAsync(silo, "second") == HttpStatusCode.OK, "the new key is in force", InForce);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(silo, "first"));
        Assert.DoesNotContain("anon_inode:inotify", OpenFiles());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<HttpStatusCode> StatusAsync(SiloProcess silo, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/currencies");
        request.Headers.Add("X-Api-Key", key);
        using var response = await silo.Http.SendAsync(request);
        return response.StatusCode;
    }

    private async Task SwapAsync(string key)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var data = _folder.CreateSubdirectory($"..{key}");
        await File.WriteAllTextAsync(
            Path.Combine(data.FullName, "appsettings.json"), JsonSerializer.Serialize(new { Auth = new { Mode = "keys", Keys = new { desk = new { Sha256 = hash, PerMinute = 100_000 } } } }));
        var (link, next) = (Path.Combine(_folder.FullName, "..data"), Path.Combine(_folder.FullName, "..next"));
        File.CreateSymbolicLink(next, data.Name);

        // One link in the place of another at one blow, which .NET has no call for.
        var moved = await Shell.RunAsync($"mv -T {next} {link}");
        Assert.True(moved.ExitCode == 0, moved.Output);
    }

    // Of the host, which is known by its content root.
    private List<string> OpenFiles()
    {
        var host = Directory.EnumerateDirectories("/proc").Single(process =>
            int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out _) && CommandLine(process).Contains($"--contentRoot={_folder.FullName}", StringComparison.Ordinal));
        return [.. Directory.EnumerateFileSystemEntries(Path.Combine(host, "fd")).Select(file => new FileInfo(file).LinkTarget ?? "")];
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return ""; // It has just ended.
        }
    }
}
