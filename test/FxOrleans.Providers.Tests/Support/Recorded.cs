namespace FxOrleans.Providers.Tests;

/// <summary>The recorded answers next to the tests.</summary>
internal static class Recorded
{
    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Recorded", file));
}
