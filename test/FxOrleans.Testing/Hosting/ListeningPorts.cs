using System.Globalization;
using System.Net;

namespace FxOrleans.Testing.Hosting;

/// <summary>The TCP addresses on which a process listens, as Linux tells them in <c>/proc</c>.</summary>
public static class ListeningPorts
{
    private const string Listening = "0A";

    /// <summary>Returns them in no particular order.</summary>
    public static IReadOnlyList<IPEndPoint> Of(int process)
    {
        var sockets = Directory.EnumerateFileSystemEntries($"/proc/{process}/fd")
            .Select(file => new FileInfo(file).LinkTarget)
            .OfType<string>()
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1])
            .ToHashSet();
        return
        [
            .. ((string[])["tcp", "tcp6"])
                .SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(row => row[3] == Listening && sockets.Contains(row[9]))
                .Select(row => Parse(row[1])),
        ];
    }

    /// <summary>Hexadecimal, each group of four bytes in the order of the machine.</summary>
    private static IPEndPoint Parse(string text)
    {
        var (address, port) = (text.Split(':')[0], text.Split(':')[1]);
        var bytes = Convert.FromHexString(address);
        for (var group = 0; group < bytes.Length; group += 4)
        {
            Array.Reverse(bytes, group, 4);
        }

        return new IPEndPoint(new IPAddress(bytes), int.Parse(port, NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    }
}
