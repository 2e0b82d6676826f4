using System.Diagnostics;
using System.IO.Compression;
using System.Text.RegularExpressions;
using FxOrleans.Testing.Hosting;

namespace FxOrleans.Browser.Tests;

/// <summary>The page's script: its size, and its own tests.</summary>
[Collection(DemoService.Name)]
public sealed class ScriptTests(DemoService service)
{
    private const int MostCompressed = 200 * 1024;

    [Fact]
    public void It_is_small()
    {
        var scripts = Directory.GetFiles(Path.Combine(SiloProgram.Root, "silo", "wwwroot"), "*.js", SearchOption.AllDirectories);

        Assert.NotEmpty(scripts);
        Assert.InRange(scripts.Sum(Compressed), 1, MostCompressed);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task It_travels_compressed(string encoding)
    {
        var page = await service.Silo.Http.GetStringAsync("/");
        using var request = new HttpRequestMessage(HttpMethod.Get, Regex.Match(page, "/assets/[^\"]+\\.js").Value);
        request.Headers.Add("Accept-Encoding", encoding);

        using var answer = await service.Silo.Http.SendAsync(request);

        Assert.Equal([encoding], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.InRange((await answer.Content.ReadAsByteArrayAsync()).Length, 1, MostCompressed);
    }

    [Fact]
    public async Task Its_own_tests_pass()
    {
        using var tests = Process.Start(new ProcessStartInfo("npm", ["test"])
        {
            WorkingDirectory = Path.Combine(SiloProgram.Root, "src", "FxOrleans.Web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var said = tests.StandardOutput.ReadToEndAsync(deadline.Token);
        var complained = tests.StandardError.ReadToEndAsync(deadline.Token);
        await tests.WaitForExitAsync(deadline.Token);

        Assert.True(tests.ExitCode == 0, $"{await said}\n{await complained}");
    }

    private static long Compressed(string path)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(File.ReadAllBytes(path));
        }

        return compressed.Length;
    }
}
