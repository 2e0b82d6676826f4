using FxOrleans.Testing;
using FxOrleans.Testing.Hosting;
using FxOrleans.Testing.Otlp;

namespace FxOrleans.EndToEnd.Tests;

/// <summary>What the documents say of access and observability, done as it says.</summary>
public sealed class AccessSectionTests
{
    [Fact]
    public async Task The_commands_of_access_work_need_their_key_and_open_the_page()
    {
        var commands = ReadmeSection.Commands("access.md");
        await using var silo = await SiloProcess.StartByAsync(commands[0]);
        await silo.ReadyAsync();

        Assert.Equal(4, commands.Count);
        foreach (var command in commands.Skip(1))
        {
            var (exitCode, output) = await ReadmeSection.CurlAsync(command, silo.Address);
            Assert.True(exitCode == 0, $"{command}\nended with {exitCode}: {output}");
            Assert.NotEmpty(output);
            if (command.Contains("X-Api-Key", StringComparison.Ordinal))
            {
                Assert.NotEqual(0, (await ReadmeSection.CurlAsync(command.Replace("my-secret-key", "another", StringComparison.Ordinal), silo.Address)).ExitCode);
            }
        }

        // A client that keeps cookies, as a browser does.
        var page = await silo.Http.GetStringAsync("/?access_token=my-secret-key");
        var files = System.Text.RegularExpressions.Regex.Matches(page, "(?:src|href)=\"(?:\\./)?([^\"#?:/][^\"#?:]*\\.[a-z]+)\"").Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var loaded = await silo.Http.GetAsync(file);
            Assert.True(loaded.IsSuccessStatusCode, $"{file}: {loaded.StatusCode}");
        }

        Assert.Equal("401 unauthorized", await silo.ProblemAsync("/rate?from=USD&to=EUR"));
    }

    [Fact]
    public async Task The_command_of_observability_sends_to_a_collector()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        var command = Assert.Single(ReadmeSection.Commands("observability.md"));
        await using var silo = await SiloProcess.StartByAsync(command.Replace("http://localhost:4318", receiver.Address, StringComparison.Ordinal));
        await silo.ReadyAsync();
        await silo.StopAsync(); // What is collected goes out with the end.

        Assert.Contains("fxorleans.ticks{kind=live}", receiver.Series.Keys);
        Assert.Contains(receiver.Spans, span => span.Name.Contains("/health/ready", StringComparison.Ordinal));
        Assert.NotEmpty(receiver.Logs);
    }
}
