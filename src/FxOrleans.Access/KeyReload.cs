using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace FxOrleans.Access;

/// <summary>
/// Takes <c>Auth:Keys</c> anew when the configuration changes, such as appsettings.json on disk. What is wrong is logged and
/// changes nothing.
/// </summary>
public sealed partial class KeyReload(IConfiguration configuration, KeyRing ring, ILogger<KeyReload> log) : IHostedService, IDisposable
{
    private IDisposable? _watch;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _watch = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _watch?.Dispose();

    private void Reload()
    {
        var faults = new List<string>();
        var options = AccessSettings.Read(configuration, faults);
        if (faults.Count > 0 || options.Mode != AuthMode.Keys)
        {
            LogNotTaken(faults.Count > 0 ? string.Join(' ', faults) : "Auth:Mode changes with a restart only.");
            return;
        }

        ring.Replace(options.Keys);
        LogTaken(options.Keys.Count);
    }

    [LoggerMessage(LogLevel.Information, "{Count} keys are in force.")]
    private partial void LogTaken(int count);

    [LoggerMessage(LogLevel.Error, "The changed configuration is not taken; the keys stay as they were. {Faults}")]
    private partial void LogNotTaken(string faults);
}
