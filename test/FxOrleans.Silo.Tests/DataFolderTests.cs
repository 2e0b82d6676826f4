using FxOrleans.Silo.Data;
using FxOrleans.Testing;

namespace FxOrleans.Silo.Tests;

/// <summary>Each host on a machine has a data folder of its own.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("fx-folder-");
    private readonly RecordedLog _log = new(Microsoft.Extensions.Logging.LogLevel.Warning);

    private string Configured => Path.Combine(_root.FullName, "data");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void A_second_host_takes_the_next_folder_and_says_so()
    {
        using var first = DataFolder.Claim(Configured, _log.CreateLogger("test"));
        Assert.Empty(_log.Lines);
        using var second = DataFolder.Claim($"{Configured}/", _log.CreateLogger("test"));
        using var third = DataFolder.Claim(Configured, _log.CreateLogger("test"));

        Assert.Equal((Configured, $"{Configured}-2", $"{Configured}-3"), (first.Path, second.Path, third.Path));
        Assert.Contains($"{Configured}-2", _log.Lines.First(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_is_free_again_when_its_host_has_ended()
    {
        DataFolder.Claim(Configured, _log.CreateLogger("test")).Dispose();

        using var next = DataFolder.Claim(Configured, _log.CreateLogger("test"));

        Assert.Equal(Configured, next.Path);
    }

    [Fact]
    public void By_default_it_is_in_the_users_own_data()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

        Assert.Equal(Path.Combine(home, "fxorleans"), DataFolder.PathOf(" "));
    }
}
