using System.Globalization;

namespace FxOrleans.Silo.Data;

/// <summary>
/// The folder of this host's own files: <c>Data:Path</c>, by default <c>fxorleans</c> under <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c>. One
/// host has it at a time: a second one on the machine takes the next, <c>fxorleans-2</c>, and says so. A lock file sees to it, which the
/// system lets go of when the process ends in whatever way.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockName = "host.lock";

    /// <summary>More hosts than this on one machine are a mistake.</summary>
    private const int MostHosts = 100;

    private readonly FileStream _lock;

    private DataFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    /// <summary>The folder, absolute. It exists.</summary>
    public string Path { get; }

    /// <summary>Claims the configured folder or the next free one beside it; keep it for as long as the host runs.</summary>
    /// <param name="configured"><c>Data:Path</c>; null or empty for the default.</param>
    /// <param name="log">Told when it is not the first.</param>
    /// <exception cref="IOException">No folder can be made or is free.</exception>
    /// <exception cref="UnauthorizedAccessException">This account may not write there.</exception>
    public static DataFolder Claim(string? configured, ILogger log)
    {
        var first = PathOf(configured);
        for (var number = 1; number <= MostHosts; number++)
        {
            var path = number == 1 ? first : string.Create(CultureInfo.InvariantCulture, $"{first}-{number}");
            Directory.CreateDirectory(path);
            if (TryLock(System.IO.Path.Combine(path, LockName)) is not { } @lock)
            {
                continue;
            }

            if (number > 1)
            {
                log.LogWarning("Another host uses {First}: this one keeps its files in {Path}. Data:Path gives it a folder of its own.", first, path);
            }

            return new DataFolder(path, @lock);
        }

        throw new IOException($"{MostHosts} hosts use {first} and the folders beside it.");
    }

    /// <summary>Where it is unless another host is there already, absolute.</summary>
    /// <param name="configured"><c>Data:Path</c>; null or empty for the default.</param>
    /// <exception cref="IOException">It is not configured, and this account has no home.</exception>
    public static string PathOf(string? configured)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(configured));
        }

        // $XDG_DATA_HOME, or .local/share at home.
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return home.Length > 0 ? System.IO.Path.Combine(home, "fxorleans") : throw new IOException("Data:Path is not set, and this account has no home folder.");
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken) when (taken is not (DirectoryNotFoundException or PathTooLongException))
        {
            return null;
        }
    }
}
