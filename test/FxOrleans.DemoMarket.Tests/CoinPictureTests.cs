using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;

namespace FxOrleans.DemoMarket.Tests;

/// <summary>The pictures that the demo draws for its coins.</summary>
public sealed class CoinPictureTests
{
    private const string Markets = "/coingecko/api/v3/coins/markets?vs_currency=usd&per_page=3&page=1";

    [Fact]
    public async Task Each_coin_has_one_of_its_own_where_its_market_says()
    {
        await using var demo = await DemoFixture.StartAsync();
        var addresses = (await demo.JsonAsync(Markets)).EnumerateArray().Select(coin => coin.GetProperty("image").GetString()!).ToList();

        var pictures = new List<byte[]>();
        foreach (var address in addresses)
        {
            Assert.Equal(demo.Server.Address.Authority, new Uri(address).Authority);
            pictures.Add(await demo.Http.GetByteArrayAsync(new Uri(address)));
            Assert.Equal(pictures[^1], await demo.Http.GetByteArrayAsync(new Uri(address)));
        }

        Assert.Equal(3, pictures.Select(Convert.ToHexString).Distinct().Count());
        Assert.All(pictures, picture => Assert.InRange(picture.Length, 100, 16 * 1024));
    }

    [Fact]
    public async Task It_is_a_disc_with_a_white_letter()
    {
        await using var demo = await DemoFixture.StartAsync();
        var png = await demo.Http.GetByteArrayAsync(new Uri("/coingecko/coins/images/bitcoin/large.png", UriKind.Relative));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        var (size, pixels) = Unpack(png);

        Assert.Equal(4 * size * size, pixels.Length);
        Assert.Equal(0, pixels[3]); // Its corner can be seen through.
        Assert.Equal(255, pixels[(4 * ((size / 2 * size) + 3)) + 3]);
        Assert.InRange(Enumerable.Range(0, size * size).Count(at => pixels[4 * at] == 255 && pixels[(4 * at) + 1] == 255 && pixels[(4 * at) + 2] == 255), 300, 1200);
    }

    [Fact]
    public async Task An_unknown_coin_has_none()
    {
        await using var demo = await DemoFixture.StartAsync();

        await demo.TextAsync("/coingecko/coins/images/nobody/large.png", HttpStatusCode.NotFound);
    }

    private static (int Size, byte[] Pixels) Unpack(byte[] png)
    {
        var size = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        return (size, [.. rows.ToArray().Chunk(1 + (4 * size)).SelectMany(row => row.Skip(1))]);
    }
}
