using System.Diagnostics;
using System.Reflection;

namespace FxOrleans.Load.Processes;

/// <summary>This program once more, in a process of its own, that is spoken to in lines and ends with its input.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;

    private Child(Process process) => _process = process;

    /// <summary>The processor time that it has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>The memory that it holds, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts it and waits for its first line, which starts with <paramref name="greeting"/>; gives what follows.</summary>
    public static async Task<(Child Child, string Greeting)> StartAsync(string greeting, bool server, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()!.Location);
        }

        start.ArgumentList.Add(ChildProgram.Switch);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The host's own setting: web projects run on the server collector.
        start.Environment["DOTNET_gcServer"] = server ? "1" : "0";
        var child = new Child(Process.Start(start)!);
        return (child, await child.ReadAsync(greeting));
    }

    /// <summary>Says a line and gives what is answered after <paramref name="expected"/>.</summary>
    public async Task<string> AskAsync(string line, string expected)
    {
        await SayAsync(line);
        return await ReadAsync(expected);
    }

    public async Task SayAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public async Task<string> ReadAsync(string expected)
    {
        var line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(120));
        return line?.StartsWith(expected, StringComparison.Ordinal) == true
            ? line[expected.Length..].Trim()
            : throw new InvalidOperationException($"A child said '{line}' instead of '{expected}'.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
