using System.Globalization;

namespace FxOrleans.Testing.Hosting;

/// <summary>Data folders for hosts that a test starts: one each, gone when the run ends. Thread-safe.</summary>
internal static class TestData
{
    private static readonly Lazy<string> Root = new(Make);
    private static int _count;

    /// <summary>A folder that no other host has; the host makes it.</summary>
    public static string Folder() => Path.Combine(Root.Value, Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture));

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("fx-data-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(folder);
        return folder.FullName;
    }

    private static void Delete(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // A host that outlives the run still writes there.
        }
    }
}
